import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { Environment } from '../notices/notice.ts';
import type { Measures } from './measure.ts';

/** Of all figures of the watch. Alarms and the dashboard look here. */
export const namespace = 'OctopusCards';

/** Writes a run's figures to the log in the embedded metric format, from which CloudWatch makes metrics. */
export function emitMetrics(
  environment: Environment,
  metrics: Metrics = new Metrics({ namespace }),
): (credential: string, measures: Measures) => void {
  return (credential, measures) => {
    // An alarm names environment and credential, and fits no metric that has a dimension more.
    metrics.clearDefaultDimensions();
    metrics.addDimensions({ environment, credential });
    for (const [name, value] of Object.entries(measures)) metrics.addMetric(name, MetricUnit.NoUnit, value);
    metrics.publishStoredMetrics();
  };
}
