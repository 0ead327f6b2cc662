import { describe, expect, it } from 'vitest';
import { describeStanding, describeTable } from '../../../cli/describe-standing.ts';
import { standingOf } from '../../../cli/standing.ts';
import { refusingVerdicts } from '../../../lambda/intake/refusing-verdict.ts';
import { aView } from './a-view.ts';
import { type Case, cases, empty, holding, now, pendingEmpty, pendingTaken, well } from './standing-cases.ts';

const origin = { environment: 'sandbox', credential: 'api' } as const;

const standing = ({ credential, intake = empty }: Pick<Case, 'credential' | 'intake'>, rotationEnabled = true) =>
  standingOf(origin, { credential: aView(credential, { rotationEnabled }), intake: aView(intake) }, now);

const refused = refusingVerdicts.filter((verdict) => verdict !== 'AlreadyLive');

/** Every state, those of `conditions-of.test.ts` and a staged pair with each verdict against it. */
const standings = [
  ...Object.entries(cases).map(([name, one]) => [name, standing(one)] as const),
  ...refused.map(
    (verdict) =>
      [`a pair that is ${verdict}`, standing({ credential: pendingEmpty, intake: holding(verdict) })] as const,
  ),
  ['a pair that testSecret refuses', standing({ credential: pendingTaken, intake: holding('Rejected') })] as const,
  ['rotation that is turned off', standing({ credential: well }, false)] as const,
];

describe('status', () => {
  it.each(standings)('in the table: %s', (_, one) => {
    const [, ...lines] = describeTable([one]);
    expect(lines.join('\n')).toMatchSnapshot();
    expect(lines.filter((line) => line.length > 80)).toStrictEqual([]);
  });

  it.each(standings.filter(([, { needsPerson }]) => needsPerson))('asks somebody for something: %s', (_, { todo }) => {
    expect(todo).not.toMatch(/^nothing/);
  });

  it.each(standings)('in detail: %s', (_, one) => {
    expect(describeStanding(one).join('\n')).toMatchSnapshot();
  });

  it.each(standings)('as JSON: %s', (_, { versions, intakeVersions, ...one }) => {
    expect(one).toMatchSnapshot();
    expect([versions, intakeVersions].every((list) => list.length > 0)).toBe(true);
  });
});
