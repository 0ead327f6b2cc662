import { describe, expect, it } from 'vitest';
import { deployed } from './deployed.ts';
import { resourceOf, resourcesOf, templateOf } from './template-of.ts';

interface Widget {
  readonly type: string;
  readonly properties: {
    readonly title: string;
    readonly alarms?: readonly string[];
    readonly metrics?: readonly (readonly [{ expression: string; label: string; period: number }])[];
  };
}

const names = Array.from({ length: 50 }, (_, index) => `client-${index + 1}`.padEnd(40, 'x'));
const template = templateOf('production', { credentials: names.map((name) => ({ name })) });
const [dashboardId, { Properties: dashboard }] = resourceOf(template, 'AWS::CloudWatch::Dashboard');
const stack = 'OctopusCards-Production';
const body = String(deployed(template, stack)[dashboardId]?.Properties.DashboardBody);
const { widgets }: { widgets: readonly Widget[] } = JSON.parse(body);

describe('the dashboard', () => {
  it('is called after its environment', () => {
    expect(dashboard.DashboardName).toBe('octopus-cards-production');
  });

  it('shows every alarm of the stack, within the 100 of a widget', () => {
    const [status] = widgets.filter(({ type }) => type === 'alarm');
    const alarms = Object.entries(resourcesOf(template)).filter(([, { Type }]) => Type === 'AWS::CloudWatch::Alarm');
    expect(status?.properties.alarms?.toSorted()).toEqual(alarms.map(([id]) => `${stack}-${id}.Arn`).toSorted());
    expect(alarms.length).toBeLessThanOrEqual(100);
  });

  it('finds the metrics of all credentials of this environment only, with one search for each metric', () => {
    const graphs = widgets.filter(({ type }) => type === 'metric');
    expect(graphs.map(({ properties }) => properties.metrics?.map(([{ expression }]) => expression))).toEqual(
      [
        ['DaysToDue', 'Minimum'],
        ['AgeDays', 'Maximum'],
        ['OpenRevocations', 'Maximum'],
        ['OldestRevocationDays', 'Maximum'],
        ['LivePairHealthy', 'Minimum'],
        ['WatchRuns', 'Sum'],
      ].map(([metric, statistic]) => [
        `SEARCH('{OctopusCards,environment,credential} MetricName="${metric}" environment="production"', '${statistic}')`,
      ]),
    );
  });

  it('names the credential of each line, and has a point for each day', () => {
    const lines = widgets.flatMap(({ properties }) => properties.metrics ?? []).flat();
    for (const line of lines) expect(line).toMatchObject({ label: `\${PROP('Dim.credential')}`, period: 86_400 });
  });

  it('stays small, whatever the number of credentials', () => {
    expect(widgets).toHaveLength(7);
    expect(body.length).toBeLessThan(20_000);
  });
});
