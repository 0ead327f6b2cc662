import { describe, expect, it } from 'vitest';
import { describePlan, planRollback } from '../../../../cli/rollback/plan-rollback.ts';
import { aView } from '../a-view.ts';

const at = 'at=2026-11-20T10:00:00Z';
const live = `live ${at} live=2026-11-20T10:00:00Z`;
const old = (state: string, since = '2025-11-20T10:00:00Z') => `${state} ${at} live=${since}`;

function say(stages: Parameters<typeof aView>[0], evenThoughLiveWorks = false): readonly string[] {
  const plan = planRollback(aView(stages));
  return plan.kind === 'nothing'
    ? []
    : describePlan(plan, { now: new Date('2026-11-24T08:00:00Z'), evenThoughLiveWorks });
}

describe('the plan of a rollback', () => {
  it.each([
    [
      'requested',
      'support was asked to revoke it on 2026-11-20',
      'Support was asked to revoke it; the request is withdrawn.',
    ],
    ['due', 'replaced on 2026-11-20', 'Support may have been asked to revoke it; the request is withdrawn.'],
    [
      'rolled-back',
      'replaced by a rollback on 2026-11-20',
      'Support is asked not to revoke the pair that is live again.',
    ],
    [
      'live',
      'live until somebody moved AWSCURRENT manually, labelled on 2026-11-20',
      'Support is asked not to revoke the pair that is live again.',
    ],
  ])('to a version that is %s shows its date, and what becomes of the request', (state, words, request) => {
    const lines = say({ new: ['AWSCURRENT', live], old: ['AWSPREVIOUS', old(state)] });
    expect(lines.slice(0, 2)).toStrictEqual([
      'Live now:  version new, live since 2026-11-20 (4 days)',
      `Back to:   version old, live from 2025-11-20; ${words}`,
    ]);
    expect(lines).toContain(`  3. ${request}`);
  });

  it('goes to the version that was live last, and counts the others', () => {
    const lines = say({
      new: ['AWSCURRENT'],
      older: [old('requested', '2024-11-20T10:00:00Z')],
      last: [old('requested')],
    });
    expect(lines[0]).toBe('Live now:  version new, written manually, outside a rotation');
    expect(lines[1]).toMatch(/^Back to: {3}version last, /);
    expect(lines[2]).toContain('1 older pair can be tried');
  });

  it.each([
    ['as deployed', { first: ['AWSCURRENT'] }],
    ['with a pair that is proved to be revoked', { new: ['AWSCURRENT', live], old: ['AWSPREVIOUS', old('revoked')] }],
    ['with a pair that was never live', { new: ['AWSCURRENT', live], next: ['AWSPENDING', `staged ${at}`] }],
  ])('is to do nothing %s', (_, stages) => {
    expect(planRollback(aView(stages))).toStrictEqual({ kind: 'nothing' });
  });

  it('is to complete what was cut off when the live version is to be revoked', () => {
    expect(
      say({ back: ['AWSCURRENT', old('requested')], left: ['AWSPREVIOUS', `${old('rolled-back')} for=back`] }),
    ).toStrictEqual([
      'Live now:  version back, made live by a rollback that was cut off.',
      'This run completes it: it notifies ops and support, and moves no version.',
    ]);
  });

  it('fits its list into 80 columns', () => {
    const lines = say({ new: ['AWSCURRENT', live], old: [old('due')] }, true);
    expect(lines.filter((line) => /^ +\S/.test(line) && line.length > 80)).toStrictEqual([]);
  });
});
