import type { Deployed, Deployment } from './deployment.ts';
import { type ResolvedResource, textOf } from './read-property.ts';

/** Deploys an alarm that is listed and not evaluated: see local/README.md. */
export function deployAlarm({ aws }: Deployment, resource: ResolvedResource): Deployed {
  const {
    AlarmDescription: description = '',
    TreatMissingData: missing,
    ActionsEnabled: enabled,
  } = resource.properties;
  const ref = textOf(resource, 'AlarmName');
  const arn = aws.cloudWatch.addAlarm({
    name: ref,
    description: String(description),
    actionsEnabled: enabled !== false,
    state: missing === 'notBreaching' ? 'OK' : 'INSUFFICIENT_DATA',
  });
  return { ref, attributes: { Arn: arn } };
}
