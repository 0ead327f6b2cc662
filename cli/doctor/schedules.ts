import type { GetScheduleCommandOutput } from '@aws-sdk/client-scheduler';
import type { DescribeSecretCommandOutput } from '@aws-sdk/client-secrets-manager';
import { command, dayOf } from '../../lambda/notices/wording.ts';
import { parseObject } from '../../lambda/secrets/json.ts';
import type { Origin } from '../../lambda/secrets/origin.ts';
import { fail, type Judgement, ok, warn } from './finding.ts';
import { undoByHand } from './stack-fixes.ts';

const rotationOff = { fix: 'turn it on: docs/operating.md, heading RotationDisabled' };

/** Secrets Manager's own schedule. */
export const judgeRotationRules =
  (origin: Origin, now: Date) =>
  (secret: DescribeSecretCommandOutput): Judgement => {
    const { RotationEnabled, RotationLambdaARN: functionArn = 'no function', NextRotationDate: next } = secret;
    const rule = ruleOf(secret);
    if (RotationEnabled !== true) return fail('is turned off', rotationOff);
    if (!functionArn.endsWith(`:function:octopus-cards-${origin.environment}-rotate`)) {
      return fail(`is done by ${functionArn.split(':').at(-1)}`, undoByHand(origin.environment));
    }
    if (rule === undefined || next === undefined) return fail('has no schedule', undoByHand(origin.environment));
    if (next.getTime() >= now.getTime() - dayMs) return ok(`${rule}, next on ${dayOf(next.toISOString())}`);
    return warn(`${rule}, due since ${dayOf(next.toISOString())}: it waits for a pair`, {
      fix: 'ask for a pair, and stage it',
      command: command(origin, 'request'),
    });
  };

const dayMs = 86_400_000;

function ruleOf({ RotationRules: rules }: DescribeSecretCommandOutput): string | undefined {
  const { ScheduleExpression: expression, AutomaticallyAfterDays: days } = rules ?? {};
  const [, rate] = /^rate\((\d+ \w+)\)$/.exec(expression ?? '') ?? [];
  if (rate !== undefined) return `every ${rate}`;
  return expression ?? (days === undefined ? undefined : `every ${days} days`);
}

export const judgeSchedule =
  ({ environment, credential }: Origin) =>
  (schedule: GetScheduleCommandOutput | undefined): Judgement => {
    if (schedule === undefined) return fail('of the watch is not there', undoByHand(environment));
    const { State, ScheduleExpression, Target } = schedule;
    if (State !== 'ENABLED') {
      return fail('of the watch is turned off', undoByHand(environment));
    }
    const startsWatch = Target?.Arn?.endsWith(`:function:octopus-cards-${environment}-watch`) ?? false;
    if (!startsWatch || parseObject(Target?.Input)?.credential !== credential) {
      return fail('does not start the watch of this credential', undoByHand(environment));
    }
    return ok(`${ScheduleExpression} starts the watch`);
  };
