import type { Deployed, Deployment } from './deployment.ts';
import type { ResolvedResource } from './read-property.ts';

export function deployLogGroup({ aws, assembly }: Deployment, { id, properties }: ResolvedResource): Deployed {
  const { LogGroupName, RetentionInDays } = properties;
  const ref = String(LogGroupName ?? `${assembly.name}-${id}`);
  const arn = aws.logs.add(ref, RetentionInDays === undefined ? undefined : Number(RetentionInDays));
  return { ref, attributes: { Arn: arn } };
}
