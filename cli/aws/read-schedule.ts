import { GetScheduleCommand, type GetScheduleCommandOutput, type SchedulerClient } from '@aws-sdk/client-scheduler';
import { awsCall, unlessAws } from '../../lambda/runtime/aws-call.ts';
import type { Origin } from '../../lambda/secrets/origin.ts';

/** The schedule that starts the watch of a credential; `undefined` when there is none. */
export async function readSchedule(
  scheduler: SchedulerClient,
  { environment, credential }: Origin,
): Promise<GetScheduleCommandOutput | undefined> {
  const GroupName = `octopus-cards-${environment}`;
  const call = { operation: 'scheduler:GetSchedule', target: `${GroupName}/${credential}` };
  return await unlessAws(
    ['ResourceNotFoundException'],
    awsCall(call, () => scheduler.send(new GetScheduleCommand({ GroupName, Name: credential }))),
  );
}
