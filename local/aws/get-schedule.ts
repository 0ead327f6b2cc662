import { AwsError, notModelled } from './aws-error.ts';
import type { AccessControl } from './iam/access-control.ts';
import type { Scheduler } from './scheduler.ts';
import type { Place } from './secrets/state.ts';
import { scheduleIn } from './wire/call.ts';
import { jsonReply, type Reply, type WireRequest } from './wire/reply.ts';

interface GetScheduleParts {
  readonly scheduler: Scheduler;
  readonly access: AccessControl;
  readonly place: Place;
}

const refused = (message: string): AwsError => new AwsError('AccessDeniedException', message, 403);

/** EventBridge Scheduler, REST JSON: GetSchedule. Without the right, a caller does not learn whether it exists. */
export async function answerScheduler(
  { call, url }: WireRequest,
  { scheduler, access, place }: GetScheduleParts,
): Promise<Reply> {
  if (call.operation !== 'GetSchedule') throw notModelled('scheduler', call.operation);
  const { group, name } = scheduleIn(url);
  const arn = `arn:aws:scheduler:${place.region}:${place.accountId}:schedule/${group}/${name}`;
  access.authorize(call.accessKeyId, { action: 'scheduler:GetSchedule', resource: arn }, refused);
  const found = scheduler.find(group, name);
  if (found === undefined) throw new AwsError('ResourceNotFoundException', `Schedule ${name} does not exist.`, 404);
  const { expression, functionArn, input, accessKeyId, deadLetterArn, state = 'ENABLED' } = found;
  return jsonReply({
    Arn: arn,
    GroupName: group,
    Name: name,
    ScheduleExpression: expression,
    ScheduleExpressionTimezone: 'UTC',
    FlexibleTimeWindow: { Mode: 'OFF' },
    State: state,
    Target: {
      Arn: functionArn,
      Input: input,
      RoleArn: access.identityOf(accessKeyId).principalArn,
      ...(deadLetterArn !== undefined && { DeadLetterConfig: { Arn: deadLetterArn } }),
    },
  });
}
