import { type CloudWatchClient, DescribeAlarmsCommand, type MetricAlarm } from '@aws-sdk/client-cloudwatch';
import { awsCall } from '../../lambda/runtime/aws-call.ts';
import { fail, type Judgement, ok, together, warn } from './finding.ts';
import { deployAgain } from './stack-fixes.ts';

export interface AlarmFacts {
  readonly name: string;
  readonly state: string;
  readonly notifiesAnybody: boolean;
  /** The heading in docs/operating.md that its description names. */
  readonly heading: string | undefined;
}

/** The alarms of an environment, page by page. */
export async function readAlarms(cloudWatch: CloudWatchClient, environment: string): Promise<readonly AlarmFacts[]> {
  const prefix = `octopus-cards-${environment}-`;
  const found: AlarmFacts[] = [];
  let token: string | undefined;
  do {
    const command = new DescribeAlarmsCommand({ AlarmNamePrefix: prefix, MaxRecords: 100, NextToken: token });
    const call = { operation: 'cloudwatch:DescribeAlarms', target: `${prefix}*` };
    const { MetricAlarms = [], NextToken } = await awsCall(call, () => cloudWatch.send(command));
    found.push(...MetricAlarms.map(readAlarm));
    token = NextToken;
  } while (token !== undefined);
  return found;
}

const readAlarm = ({ AlarmName, AlarmDescription, StateValue, ActionsEnabled }: MetricAlarm): AlarmFacts => ({
  name: AlarmName ?? '',
  state: StateValue ?? 'INSUFFICIENT_DATA',
  notifiesAnybody: ActionsEnabled !== false,
  heading: /docs\/operating\.md, "([\w-]+)"/.exec(AlarmDescription ?? '')?.[1],
});

export const judgeAlarms =
  (environment: string) =>
  (alarms: readonly AlarmFacts[]): Judgement => {
    if (alarms.length === 0) return fail('none of this environment is there', deployAgain(environment));
    const alarmed = alarms.filter(({ state }) => state === 'ALARM');
    return together(
      ok(`none of ${alarms.length} is in ALARM`),
      ...alarmed.map(({ name, heading = 'unreported-failures' }) =>
        fail(`${name} is in ALARM`, { fix: `read docs/operating.md, heading ${heading}` }),
      ),
      ...alarms
        .filter(({ notifiesAnybody }) => !notifiesAnybody)
        .map(({ name }) =>
          warn(`${name} notifies nobody`, {
            fix: 'have an administrator turn its actions on',
            command: `aws cloudwatch enable-alarm-actions --alarm-names ${name}`,
          }),
        ),
    );
  };
