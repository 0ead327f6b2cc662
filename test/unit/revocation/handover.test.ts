import { describe, expect, it } from 'vitest';
import type { Behind } from '../../../lambda/handover/behind.ts';
import { fingerprintOf } from '../secrets/shorthand.ts';
import { app, decidedOn, elsewhere, nobody, spelledOut, unknown } from './held.ts';

type Row = readonly [what: string, label: string, behind: Behind | undefined, decision: string];

describe('a pair that is due', () => {
  it.each<Row>([
    ['within the hours waits, whoever is behind', 'due at=-23h for=b', app, 'nothing'],
    ['waits until the last second of them', 'due at=-1439m for=b', nobody, 'nothing'],
    [
      'is marked first when they are over',
      'due at=-24h for=b',
      nobody,
      'relabel: due at=-24h for=b request=begun on old',
    ],
    ['waits for a run that looks up who is behind', 'due at=-25h for=b', undefined, 'nothing'],
    ['of which a reader is behind is reported', 'due at=-25h for=b', app, 'wait: due at=-25h for=b waited=now on old'],
    ['waits for its reader until a minute before the limit', 'due at=-20159m for=b waited=-1h', app, 'nothing'],
    [
      'waits for nobody at the limit',
      'due at=-14d for=b waited=-1h',
      app,
      'relabel: due at=-14d for=b waited=-1h request=begun on old',
    ],
    [
      'needs no look-up at the limit',
      'due at=-14d for=b',
      undefined,
      'relabel: due at=-14d for=b request=begun on old',
    ],
    ['that is put off waits until then', 'due at=-15d for=b until=+1m', nobody, 'nothing'],
    [
      'that was put off is marked then',
      'due at=-15d for=b until=-2m',
      undefined,
      'relabel: due at=-15d for=b until=-2m request=begun on old',
    ],
    [
      'is requested once it is marked',
      'due at=-25h for=b request=begun',
      app,
      'request: requested at=now left=-25h for=b on old',
    ],
    [
      'is requested once it is marked, within the hours as well',
      'due at=-1h for=b request=begun',
      undefined,
      'request: requested at=now left=-1h for=b on old',
    ],
    [
      'keeps no date of its hand-over',
      'due at=-25h for=b until=-1h waited=-1h request=begun',
      app,
      'request: requested at=now left=-25h for=b on old',
    ],
    [
      'after a leak is requested at once',
      'due at=-2m reason=leak for=b',
      app,
      'request: requested at=now left=-2m reason=leak for=b on old',
    ],
    [
      'after a departure is requested at once',
      'due at=-2m reason=departure for=b',
      undefined,
      'request: requested at=now left=-2m reason=departure for=b on old',
    ],
    [
      'after a leak is not put off',
      'due at=-2m reason=leak for=b until=+5d',
      app,
      'request: requested at=now left=-2m reason=leak for=b on old',
    ],
    [
      'whose readers nobody could look up is reported once',
      'due at=-25h for=b',
      unknown,
      'wait: due at=-25h for=b waited=now on old',
    ],
    [
      'waits no longer after that',
      'due at=-25h for=b waited=now',
      unknown,
      'relabel: due at=-25h for=b waited=now request=begun on old',
    ],
  ])('%s', (_, label, behind, decision) => {
    const given = behind === undefined ? {} : { behind: { [fingerprintOf('a')]: behind } };
    expect(decidedOn(label, given)).toBe(spelledOut(decision));
  });

  it('is not marked before the live pair has logged in', () => {
    expect(decidedOn('due at=-25h for=b', { behind: { [fingerprintOf('a')]: nobody }, liveIsProven: false })).toBe(
      'nothing',
    );
    expect(decidedOn('due at=-25h for=b request=begun', { liveIsProven: false })).toBe('nothing');
  });
});

describe('that a request waits is reported again', () => {
  it.each<[what: string, label: string, isReported: boolean]>([
    ['not within 3 days', 'due at=-5d for=b waited=-71h', false],
    ['after 3 days', 'due at=-5d for=b waited=-3d', true],
    ['not within a day in the last 3 days', 'due at=-12d for=b waited=-23h', false],
    ['after a day in the last 3 days', 'due at=-11d for=b waited=-24h', true],
    ['not after a day before the last 3 days', 'due at=-263h for=b waited=-24h', false],
  ])('%s', (_, label, isReported) => {
    const decision = decidedOn(label, { behind: { [fingerprintOf('a')]: app } });
    const reported = spelledOut(`wait: ${label.replace(/waited=\S+/, 'waited=now')} on old`);
    expect(decision).toBe(isReported ? reported : 'nothing');
  });

  it.each<[what: string, label: string, isReported: boolean]>([
    ['after a leak not within a day', 'due at=-5d reason=leak for=b waited=-23h', false],
    ['after a leak each day', 'due at=-5d reason=leak for=b waited=-24h', true],
    ['otherwise not each day', 'due at=-5d for=b waited=-24h', false],
    ['every 3 days, long after the limit', 'due at=-50d for=b waited=-3d', true],
    ['not more often long after the limit', 'due at=-50d for=b waited=-2d', false],
  ])('of a pair that is live in another credential: %s', (_, label, isReported) => {
    expect(decidedOn(label, elsewhere).startsWith('wait')).toBe(isReported);
  });
});
