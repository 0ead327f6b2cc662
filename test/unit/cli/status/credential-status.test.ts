import { describe, expect, it } from 'vitest';
import { statusOf } from '../../../../cli/status/credential-status.ts';
import { describeStatus, describeStatusTable } from '../../../../cli/status/describe-status.ts';
import { refusingVerdicts } from '../../../../lambda/intake/refusing-verdict.ts';
import { aView } from '../a-view.ts';
import { type Case, cases, empty, holding, now, pendingEmpty, pendingTaken, well } from './status-cases.ts';
import { statusSchema } from './status-schema.ts';

const origin = { environment: 'sandbox', credential: 'api' } as const;

const aStatus = ({ credential, intake = empty }: Pick<Case, 'credential' | 'intake'>, rotationEnabled = true) =>
  statusOf(origin, { credential: aView(credential, { rotationEnabled }), intake: aView(intake) }, now);

const refused = refusingVerdicts.filter((verdict) => verdict !== 'AlreadyLive');

/** Every state, those of `conditions-of.test.ts` and a staged pair with each verdict against it. */
const statuses = [
  ...Object.entries(cases).map(([name, one]) => [name, aStatus(one)] as const),
  ...refused.map(
    (verdict) =>
      [`a pair that is ${verdict}`, aStatus({ credential: pendingEmpty, intake: holding(verdict) })] as const,
  ),
  ['a pair that testSecret refuses', aStatus({ credential: pendingTaken, intake: holding('Rejected') })] as const,
  ['rotation that is turned off', aStatus({ credential: well }, false)] as const,
];

describe('status', () => {
  it.each(statuses)('in the table: %s', (_, one) => {
    const [, ...lines] = describeStatusTable([one]);
    expect(lines.join('\n')).toMatchSnapshot();
    expect(lines.filter((line) => line.length > 80)).toStrictEqual([]);
  });

  it.each(statuses.filter(([, { needsPerson }]) => needsPerson))('asks somebody for something: %s', (_, { todo }) => {
    expect(todo).not.toMatch(/^nothing/);
  });

  it.each(statuses)('in detail: %s', (_, one) => {
    const lines = describeStatus(one).join('\n');
    expect(lines).toMatchSnapshot();
    expect(lines.split('\n').filter((line) => line.length > 80)).toStrictEqual([]);
  });

  it.each(statuses)('as JSON it has the documented form: %s', (_, one) => {
    expect(statusSchema.safeParse(JSON.parse(JSON.stringify(one))).error).toBe(undefined);
  });

  it.each(['a pair that is live, and nothing else', 'the stack as deployed', 'support asked five days ago'])(
    'as JSON: %s',
    (name) => {
      expect(new Map(statuses).get(name)).toMatchSnapshot();
    },
  );
});
