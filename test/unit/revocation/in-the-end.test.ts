import { describe, expect, it } from 'vitest';
import { stateOf } from '../../../lambda/secrets/secret-view.ts';
import type { Versions } from '../secrets/shorthand.ts';
import { reconciled, stored } from './in-memory.ts';

/** Who is notified, and the states at the end. */
async function outcome(versions: Versions, liveIsProven = true) {
  const { view, messages } = await reconciled(stored(versions), { liveIsProven });
  return {
    messages,
    states: Object.fromEntries(Object.keys(versions).map((id) => [id, stateOf(view, id)?.state])),
  };
}

describe('reconciling', () => {
  it.each<[string, Versions, Awaited<ReturnType<typeof outcome>>]>([
    [
      'does nothing when nothing is open',
      { live: [['AWSCURRENT', 'live at=january live=january'], 'a'] },
      { messages: [], states: { live: 'live' } },
    ],
    [
      'requests the old pair, then announces the new one',
      {
        old: [['AWSPREVIOUS', 'due at=january for=b'], 'a'],
        new: [['AWSCURRENT', 'staged at=january'], 'b'],
      },
      { messages: ['request a', 'announce b'], states: { old: 'requested', new: 'live' } },
    ],
    [
      'leaves a due of a move still to come alone',
      {
        live: [['AWSCURRENT', 'due at=january for=b'], 'a'],
        next: [['AWSPENDING', 'staged at=january'], 'b'],
      },
      { messages: [], states: { live: 'due', next: 'staged' } },
    ],
    [
      'takes a due back when its move was given up',
      { live: [['AWSCURRENT', 'due at=january for=b'], 'a'], next: [['staged at=january'], 'b'] },
      { messages: [], states: { live: 'live', next: undefined } },
    ],
    [
      'labels a first pair that somebody put',
      { live: [['AWSCURRENT'], 'a'] },
      { messages: [], states: { live: 'live' } },
    ],
    [
      'requests the pair that somebody has put another one in place of',
      { old: [['AWSPREVIOUS', 'live at=january live=early'], 'a'], new: [['AWSCURRENT'], 'b'] },
      { messages: ['request a'], states: { old: 'requested', new: 'live' } },
    ],
    [
      'closes the other version of a pair that was saved again, and notifies nobody',
      { old: [['AWSPREVIOUS', 'live at=january live=january'], 'a'], new: [['AWSCURRENT'], 'a'] },
      { messages: [], states: { old: undefined, new: 'live' } },
    ],
    [
      'withdraws the request for a pair that is live again',
      {
        back: [['AWSCURRENT', 'requested at=june live=january for=b'], 'a'],
        left: [['AWSPREVIOUS', 'live at=june live=june'], 'b'],
      },
      { messages: ['withdraw a'], states: { back: 'live', left: 'rolled-back' } },
    ],
    [
      'withdraws the request for a pair that somebody put again',
      {
        first: [['requested at=june live=early for=b'], 'a'],
        left: [['AWSPREVIOUS', 'live at=june live=june'], 'b'],
        again: [['AWSCURRENT'], 'a'],
      },
      { messages: ['withdraw a'], states: { first: undefined, left: 'rolled-back', again: 'live' } },
    ],
    [
      'requests a pair that was rolled back from once a different one is live',
      {
        back: [['AWSPREVIOUS', 'due at=june live=january for=c'], 'a'],
        left: [['rolled-back at=june live=january for=a'], 'b'],
        new: [['AWSCURRENT', 'staged at=june'], 'c'],
      },
      {
        messages: ['request a', 'request b', 'announce c'],
        states: { back: 'requested', left: 'requested', new: 'live' },
      },
    ],
    [
      'has a pair that was rolled back from live again, and does not request it',
      {
        back: [['AWSPREVIOUS', 'due at=june live=january for=b'], 'a'],
        left: [['rolled-back at=june live=june for=a'], 'b'],
        again: [['AWSCURRENT', 'staged at=june'], 'b'],
      },
      { messages: ['request a', 'announce b'], states: { back: 'requested', left: undefined, again: 'live' } },
    ],
    [
      'takes the label off what is no pair, without a mail',
      {
        broken: [['AWSPREVIOUS', 'live at=january live=january pair=a'], 'broken'],
        new: [['AWSCURRENT', 'live at=june live=june'], 'b'],
      },
      { messages: [], states: { broken: undefined, new: 'live' } },
    ],
    [
      'requests a pair whose promotion was cut off, and that somebody has put another one in place of',
      { cut: [['AWSPREVIOUS', 'staged at=early'], 'a'], new: [['AWSCURRENT'], 'b'] },
      { messages: ['request a'], states: { cut: 'requested', new: 'live' } },
    ],
  ])('%s', async (_, versions, expected) => {
    expect(await outcome(versions)).toEqual(expected);
  });

  it('asks nothing of support before the live pair has logged in', async () => {
    const versions: Versions = {
      old: [['AWSPREVIOUS', 'due at=june for=b'], 'a'],
      new: [['AWSCURRENT', 'staged at=june'], 'b'],
    };
    expect(await outcome(versions, false)).toEqual({ messages: ['announce b'], states: { old: 'due', new: 'live' } });
  });

  it('keeps the age of a pair that was saved again', async () => {
    const { view } = await reconciled(
      stored({ old: [['AWSPREVIOUS', 'live at=june live=early'], 'a'], new: [['AWSCURRENT'], 'a'] }),
    );
    expect(stateOf(view, 'new')?.liveSince).toBe('2025-06-01T00:00:00Z');
  });
});
