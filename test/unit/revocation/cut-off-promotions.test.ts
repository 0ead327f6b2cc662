import { describe, expect, it } from 'vitest';
import { decided } from './decided.ts';
import { reconciled, stored } from './in-memory.ts';

describe('a pair that is due for a successor that never took over', () => {
  it('is withdrawn from nobody where that successor was rolled back from before, and is staged again', () => {
    const live = [['AWSCURRENT', 'due at=just live=january for=b'], 'a'] as const;
    const left = [['rolled-back at=june live=june for=a'], 'b'] as const;
    const again = [['staged at=before'], 'b'] as const;
    expect(decided('a', { live, left, again })).toBe('relabel: live at=now live=january on live');
  });
  it('is rolled back from, and not requested, once somebody has moved back to an earlier pair', () => {
    const back = [['AWSCURRENT', 'live at=june live=january'], 'c'] as const;
    const left = [['AWSPREVIOUS', 'due at=just live=june for=b'], 'a'] as const;
    expect(decided('a', { back, left, given: [['staged at=before'], 'b'] })).toMatch(/^relabel: rolled-back at=now/);
  });
});

describe('a pair that was rolled back from for another', () => {
  it('is requested once that other one, left since, is promoted again', async () => {
    const { messages } = await reconciled(
      stored({
        c: [['rolled-back at=january live=june for=b'], 'c'],
        left: [['rolled-back at=june live=january for=a'], 'b'],
        a: [['AWSPREVIOUS', 'due at=just live=early for=b'], 'a'],
        again: [['AWSCURRENT', 'staged at=before'], 'b'],
      }),
    );
    expect(messages.toSorted()).toEqual(['announce b', 'request a', 'request c']);
  });
});
