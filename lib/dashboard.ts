import { Duration } from 'aws-cdk-lib';
import {
  AlarmStatusWidget,
  Dashboard as CloudWatchDashboard,
  GraphWidget,
  type IAlarm,
  MathExpression,
  type YAxisProps,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { environmentName } from './names.ts';
import { watchMetrics } from './not-watched-alarm.ts';
import type { Environment } from './settings.ts';

export interface DashboardProps {
  readonly environment: Environment;
  readonly alarms: readonly IAlarm[];
}

interface Graph {
  readonly title: string;
  /** Of the runs of a day. @default the highest */
  readonly statistic?: 'Maximum' | 'Minimum' | 'Sum';
  readonly axis?: YAxisProps;
}

/** Metrics of the watch, each with a line per credential. */
const graphs: Readonly<Record<string, Graph>> = {
  // Below 0 when overdue.
  DaysToDue: { title: 'Days until the twelve months are over', statistic: 'Minimum' },
  AgeDays: { title: 'Age of the live pair, in days', axis: { min: 0 } },
  OpenRevocations: { title: 'Old pairs that are not proved to be revoked', axis: { min: 0 } },
  OldestRevocationDays: { title: 'Days since support was asked for the oldest of them', axis: { min: 0 } },
  PulseWell: { title: 'The live pair logs in (1) or not (0)', statistic: 'Minimum', axis: { min: 0, max: 1 } },
  WatchRuns: { title: 'Watches that ended well, a day', statistic: 'Sum', axis: { min: 0 } },
};

const day = Duration.days(1);
const [fullWidth, height] = [24, 6];

/** One page for an environment. Lines are found by a search: they come and go with the credentials, 50 as well as one. */
export class Dashboard extends Construct {
  constructor(scope: Construct, id: string, { environment, alarms }: DashboardProps) {
    super(scope, id);
    const dashboard = new CloudWatchDashboard(this, 'Dashboard', {
      dashboardName: environmentName(environment),
      defaultInterval: Duration.days(90),
    });
    dashboard.addWidgets(new AlarmStatusWidget({ title: 'Alarms', alarms: [...alarms], width: fullWidth, height }));
    dashboard.addWidgets(...Object.entries(graphs).map(([name, graph]) => widget(environment, name, graph)));
  }
}

function widget(environment: Environment, metric: string, { title, statistic = 'Maximum', axis = {} }: Graph) {
  const found = `{${watchMetrics},environment,credential} MetricName="${metric}" environment="${environment}"`;
  const lines = new MathExpression({
    expression: `SEARCH('${found}', '${statistic}')`,
    // The credential's name alone: the legend may have 50.
    label: `\${PROP('Dim.credential')}`,
    usingMetrics: {},
    period: day,
  });
  return new GraphWidget({ title, left: [lines], period: day, leftYAxis: axis, width: fullWidth / 2, height });
}
