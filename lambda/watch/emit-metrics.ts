import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { Environment, Origin } from '../secrets/origin.ts';
import type { Measures } from './measure.ts';

/** Writes a run's figures to the log in the embedded metric format, from which CloudWatch makes metrics. */
export function emitMetrics(environment: Environment): (credential: string, measures: Measures) => void {
  return (credential, measures) => metricsOf({ environment, credential }, measures).publishStoredMetrics();
}

/** The line that is written. */
export const metricsLine = (of: Origin, measures: Measures): string =>
  JSON.stringify(metricsOf(of, measures).serializeMetrics());

function metricsOf({ environment, credential }: Origin, measures: Measures): Metrics {
  const metrics = new Metrics({ namespace: 'OctopusCards' });
  // An alarm names environment and credential. It would not find a metric with one more dimension.
  metrics.clearDefaultDimensions();
  metrics.addDimensions({ environment, credential });
  for (const [name, value] of Object.entries(measures)) metrics.addMetric(name, MetricUnit.NoUnit, value);
  return metrics;
}
