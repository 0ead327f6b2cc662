import { Duration } from 'aws-cdk-lib';
import {
  Alarm,
  type CfnAlarm,
  ComparisonOperator,
  MathExpression,
  Metric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { Construct } from 'constructs';
import { resourceName } from './names.ts';
import type { Environment } from './settings.ts';
import type { Topics } from './topics.ts';

/** Where the watch writes its metrics; their dimensions are `environment` and `credential`. */
export const watchMetrics = 'OctopusCards';

export interface NotWatchedAlarmProps {
  readonly environment: Environment;
  readonly credential: string;
  readonly topics: Topics;
}

const period = Duration.hours(1);
/** A day, and two hours for a run that is late. CloudWatch looks back seven days at most, with a period of an hour. */
const patience = Duration.hours(26);

/** Tells ops when the watch of a credential has not come to its end for 26 hours, whatever kept it. */
export class NotWatchedAlarm extends Alarm {
  constructor(scope: Construct, id: string, { environment, credential, topics }: NotWatchedAlarmProps) {
    const runs = new Metric({
      namespace: watchMetrics,
      metricName: 'WatchRuns',
      dimensionsMap: { environment, credential },
      statistic: 'Sum',
      period,
    });
    super(scope, id, {
      alarmName: resourceName(environment, `${credential}-not-watched`),
      alarmDescription: `The daily watch of the credential ${credential} has not ended well for ${patience.toHours()} hours: nobody has looked whether the pair works, how old it is and what is still to be revoked. Run it by hand and read the log group /aws/lambda/${resourceName(environment, 'watch')}. See docs/operating.md, "not-watched".`,
      // Filled, for CloudWatch looks for hours beyond the last 26 when there are empty ones among them, and would find
      // the run of two days ago.
      metric: new MathExpression({
        expression: 'FILL(runs, 0)',
        label: `watches of ${credential}`,
        usingMetrics: { runs },
        period,
      }),
      threshold: 1,
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      evaluationPeriods: patience.toHours() / period.toHours(),
      treatMissingData: TreatMissingData.BREACHING,
    });
    this.addAlarmAction(new SnsAction(topics.ops));
    this.warmUp();
  }

  /** A new credential has not been watched yet: the alarm waits as long as it would, without a mail, then looks. */
  private warmUp(): void {
    const alarm = this.node.defaultChild as CfnAlarm;
    alarm.warmUpConfiguration = {
      warmUpPeriodDurationInMinutes: patience.toMinutes(),
      // Otherwise the filled zeros would end it at once.
      onlyStartEvaluatingAfterWarmUpPeriodEnds: true,
    };
    // CloudFormation's own specification knows the property, and cfn-lint 1.51 takes it for a mistake.
    alarm.addMetadata('cfn-lint', { config: { ignore_checks: ['E3002'] } });
  }
}
