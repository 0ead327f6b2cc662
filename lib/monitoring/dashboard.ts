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
import type { Environment } from '../environment.ts';
import { environmentName } from '../names.ts';
import { watchMetrics } from './not-watched-alarm.ts';

export interface DashboardProps {
  /** The environment that the dashboard shows. */
  readonly environment: Environment;
  /** The alarms whose states the dashboard shows. */
  readonly alarms: readonly IAlarm[];
}

interface Graph {
  readonly title: string;
  /**
   * How the runs of a day are summed up.
   * @default 'Maximum'
   */
  readonly statistic?: 'Maximum' | 'Minimum' | 'Sum';
  /**
   * The scale of the graph.
   * @default - chosen by CloudWatch
   */
  readonly axis?: YAxisProps;
}

/** The metrics of the watch. Each graph has a line per credential. */
const graphs: Readonly<Record<string, Graph>> = {
  // The figure is below 0 when the rotation is overdue.
  DaysToDue: { title: 'Days until the twelve months are over', statistic: 'Minimum' },
  AgeDays: { title: 'Age of the live pair, in days', axis: { min: 0 } },
  OpenRevocations: { title: 'Old pairs that are not proved to be revoked', axis: { min: 0 } },
  OldestRevocationDays: { title: 'Days since support was asked for the oldest of them', axis: { min: 0 } },
  LivePairHealthy: { title: 'The live pair logs in (1) or not (0)', statistic: 'Minimum', axis: { min: 0, max: 1 } },
  WatchRuns: { title: 'Watches that ended well, a day', statistic: 'Sum', axis: { min: 0 } },
};

const day = Duration.days(1);
const [fullWidth, height] = [24, 6];

/** The dashboard of an environment. A search finds the lines of its graphs, so they follow the list of credentials. */
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
    // The label is only the credential's name, because the legend may have 50 of them.
    label: `\${PROP('Dim.credential')}`,
    usingMetrics: {},
    period: day,
  });
  return new GraphWidget({ title, left: [lines], period: day, leftYAxis: axis, width: fullWidth / 2, height });
}
