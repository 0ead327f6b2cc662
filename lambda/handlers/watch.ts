import { createWatch } from '../functions/watch.ts';
import { emitMetrics } from '../watch/emit-metrics.ts';
import { createPorts } from './ports.ts';

const ports = createPorts(process.env);

/** Invoked every hour for each credential by EventBridge Scheduler, or manually. */
export const handler = createWatch({
  ...ports,
  emit: emitMetrics(ports.config.environment),
  cloudTrail: async () => new (await import('@aws-sdk/client-cloudtrail')).CloudTrailClient(),
});
