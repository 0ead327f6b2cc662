import type { FunctionConfiguration } from '@aws-sdk/client-lambda';
import { describe, expect, it } from 'vitest';
import { type AlarmFacts, judgeAlarms } from '../../../../cli/doctor/alarms.ts';
import { judgeClock, judgeIdentity } from '../../../../cli/doctor/caller.ts';
import type { Judgement } from '../../../../cli/doctor/finding.ts';
import { expectedRuntime, functionNames, judgeFunctions } from '../../../../cli/doctor/function-states.ts';
import type { Gathered } from '../../../../cli/doctor/gathered.ts';
import { judgeSubscriptions } from '../../../../cli/doctor/subscriptions.ts';
import { judgeGivenUp } from '../../../../cli/doctor/watch-runs.ts';
import { resourcesOf, templateOf } from '../../../infra/template-of.ts';

/** Status, what was found, and after `=>` what to do. */
const described = ({ status, found, fix, command }: Judgement): string => {
  expect(fix?.length ?? 0).toBeLessThanOrEqual(71);
  return [
    `${status}: ${found}`,
    ...(fix === null ? [] : [`=> ${fix}`]),
    ...(command === null ? [] : [`=> ${command}`]),
  ].join(' ');
};

const deploy = 'deploy the stack; if that changes nothing, check for drift => npx cdk deploy OctopusCards-Sandbox';

describe('the caller', () => {
  it.each([
    ['arn:aws:sts::123456789012:assumed-role/operators/alice', /^ok: assumed-role\/operators\/alice$/],
    ['arn:aws:iam::123456789012:user/team/alice', /^ok: user\/team\/alice$/],
    ['arn:aws:iam::123456789012:root', /^warn: root, .* => sign in with a role/],
  ])('%s is reported without the account', (arn, expected) => {
    expect(described(judgeIdentity({ arn }))).toMatch(expected);
  });

  const awsTime = new Date('2026-11-24T10:00:00Z');
  it.each([
    [0, "ok: this computer's clock agrees with AWS's"],
    [300, "ok: this computer's clock agrees with AWS's"],
    [-300, "ok: this computer's clock agrees with AWS's"],
    [301, "fail: this computer's clock is 301 s ahead of AWS's; AWS refuses its signatures => synchronize the clock"],
    [
      -86_400,
      "fail: this computer's clock is 86400 s behind AWS's; AWS refuses its signatures => synchronize the clock",
    ],
  ])('has a clock that is %i seconds ahead', (seconds, expected) => {
    const localTime = new Date(awsTime.getTime() + seconds * 1000);
    expect(described(judgeClock({ awsTime, localTime }))).toContain(expected);
  });
});

describe('the functions', () => {
  const well: FunctionConfiguration = { State: 'Active', LastUpdateStatus: 'Successful', Runtime: expectedRuntime };
  const judged = (found: Gathered<FunctionConfiguration | undefined>) => {
    const others = functionNames.slice(1).map((name) => ({ name, found: { kind: 'seen', facts: well } as const }));
    return described(judgeFunctions('sandbox')([{ name: 'rotate', found }, ...others]));
  };
  const seen = (change: FunctionConfiguration) => judged({ kind: 'seen', facts: { ...well, ...change } });

  it('are as expected', () => {
    expect(seen({})).toBe('ok: rotate, watch, rollback are active on nodejs24.x');
  });

  it.each<[FunctionConfiguration, string]>([
    [{ State: 'Failed', StateReason: 'no address left.' }, `fail: rotate has failed: no address left => ${deploy}`],
    [{ State: 'Pending' }, 'warn: rotate is in the state Pending => wait a minute, then run doctor again'],
    [{ State: 'Deactivating' }, 'warn: rotate is in the state Deactivating => wait'],
    [
      { State: 'Inactive' },
      'warn: rotate is inactive after weeks without a call: its next call fails and activates it => activate it',
    ],
    [
      { LastUpdateStatus: 'Failed', LastUpdateStatusReason: 'no such role' },
      `fail: the last update of rotate failed: no such role => ${deploy}`,
    ],
    [{ LastUpdateStatus: 'InProgress' }, 'warn: rotate is being updated => wait'],
    [{ Runtime: 'nodejs22.x' }, `warn: rotate runs on nodejs22.x, not on nodejs24.x => ${deploy}`],
    [
      { Runtime: 'nodejs22.x', State: 'Failed' },
      `fail: rotate has failed; rotate runs on nodejs22.x, not on nodejs24.x => ${deploy}`,
    ],
  ])('of which one has %j', (change, expected) => {
    expect(seen(change)).toContain(expected);
  });

  it('of which one is not there, or cannot be looked at', () => {
    expect(judged({ kind: 'seen', facts: undefined })).toBe(`fail: rotate is not there => ${deploy}`);
    expect(judged({ kind: 'unseen', why: 'you may not' })).toBe('skipped: rotate: you may not');
  });

  it('run on the runtime that the template gives', () => {
    const functions = Object.values(resourcesOf(templateOf('sandbox'))).filter(
      ({ Type }) => Type === 'AWS::Lambda::Function',
    );
    expect(functions.map(({ Properties }) => Properties.Runtime)).toEqual(functionNames.map(() => expectedRuntime));
  });
});

describe('the alarms', () => {
  const quiet: AlarmFacts = { name: 'a', state: 'OK', notifiesAnybody: true, heading: 'throttled' };
  it.each<[readonly AlarmFacts[], string]>([
    [[quiet, { ...quiet, name: 'b', state: 'INSUFFICIENT_DATA' }], 'ok: none of 2 is in ALARM'],
    [[{ ...quiet, state: 'ALARM' }], 'fail: a is in ALARM => read docs/operating.md, heading throttled'],
    [
      [
        { ...quiet, state: 'ALARM' },
        { ...quiet, name: 'b', state: 'ALARM', heading: 'given-up' },
      ],
      'fail: a is in ALARM; b is in ALARM => read docs/operating.md, heading throttled',
    ],
    [
      [{ ...quiet, notifiesAnybody: false }],
      'warn: a notifies nobody => have an administrator turn its actions on => aws cloudwatch enable-alarm-actions --alarm-names a',
    ],
    [[], `fail: none of this environment is there => ${deploy}`],
  ])('are %j', (alarms, expected) => {
    expect(described(judgeAlarms('sandbox')(alarms))).toBe(expected);
  });
});

describe('runs that failed on every try', () => {
  const at = new Date('2026-11-24T08:15:00Z');
  it.each([
    [undefined, 'ok: no run of the watch was given up'],
    [{ at, value: 0 }, 'ok: no run of the watch was given up'],
    [{ at, value: 1 }, 'fail: a run of the watch failed on every try (seen 2026-11-24 08:15 UTC) => read the messages'],
    [
      { at, value: 3 },
      'fail: 3 runs of the watch failed on every try (seen 2026-11-24 08:15 UTC) => read the messages',
    ],
  ])('measured as %j', (held, expected) => {
    expect(described(judgeGivenUp(held))).toContain(expected);
  });
});

describe('the subscriptions', () => {
  const one = (isConfirmed: boolean) => ({ address: 'one@example.com', isConfirmed });
  const two = { address: 'two@example.com', isConfirmed: true };
  const again = (topic: string, address: string) =>
    "=> follow the link in SNS's mail; after two days have a new one sent => " +
    `aws sns subscribe --topic-arn ${topic} --protocol email --notification-endpoint ${address}`;
  it.each([
    [[one(true), two], [one(true)], 'ok: confirmed: 2 of ops, 1 of support'],
    [
      [one(false)],
      [two],
      `fail: nobody at ops has confirmed: no notice reaches anybody; one@example.com has not confirmed ${again('the-ops', 'one@example.com')}`,
    ],
    [[], [two], `fail: nobody at ops has confirmed: no notice reaches anybody ${again('the-ops', '<address>')}`],
    [[two], [], `warn: nobody at support has confirmed: ops gets their mails ${again('the-support', '<address>')}`],
    [[one(false), two], [two], `warn: one@example.com has not confirmed ${again('the-ops', 'one@example.com')}`],
  ])('of ops are %j, of support %j', (ofOps, ofSupport, expected) => {
    const facts = {
      ops: { topicArn: 'the-ops', subscribers: ofOps },
      support: { topicArn: 'the-support', subscribers: ofSupport },
    };
    expect(described(judgeSubscriptions(facts))).toBe(expected);
  });
});
