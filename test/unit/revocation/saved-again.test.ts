import { describe, expect, it } from 'vitest';
import { decide } from '../../../lambda/revocation/decide.ts';
import { snapshotOf } from '../../../lambda/revocation/snapshot.ts';
import { casesOf } from '../../../lambda/secrets/cases.ts';
import { fingerprintOf, instants, viewWith } from '../secrets/shorthand.ts';
import { nothingFound } from './no-handover.ts';

describe('a pair without a label that is saved again', () => {
  it('is as old as its first value', () => {
    const view = viewWith({ old: [['AWSPREVIOUS'], 'a'], again: [['AWSCURRENT'], 'a'] });
    const pair = fingerprintOf('a');
    const read = { old: { pair, createdAt: instants.early }, again: { pair, createdAt: instants.june } };
    const cases = casesOf(view, read);
    const [to] = cases.map(
      (one) => decide(one, snapshotOf(view, { cases, liveIsProven: true, now: instants.now, ...nothingFound })).to,
    );
    expect(to?.liveSince).toBe(instants.early);
  });
});
