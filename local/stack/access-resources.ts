import { randomUUID } from 'node:crypto';
import { isRecord } from '../aws/secrets/check.ts';
import { type Deployed, type Deployment, roleByName } from './deployment.ts';
import { listOf, objectOf, type ResolvedResource, refuseProperties } from './read-property.ts';
import { StackError } from './stack-error.ts';

export function deployKey({ aws }: Deployment, resource: ResolvedResource): Deployed {
  const ref = randomUUID();
  const arn = `arn:aws:kms:${aws.region}:${aws.accountId}:key/${ref}`;
  aws.kms.addKey({ arn, policy: objectOf(resource, 'KeyPolicy') });
  return { ref, attributes: { Arn: arn, KeyId: ref } };
}

export function deployRole(deployment: Deployment, resource: ResolvedResource): Deployed {
  const { aws, assembly, roles } = deployment;
  refuseProperties(resource, ['PermissionsBoundary']);
  const ref = String(resource.properties.RoleName ?? `${assembly.name}-${resource.id}`);
  const arn = `arn:aws:iam::${aws.accountId}:role/${ref}`;
  const inline = listOf(resource, 'Policies').map((policy) => documentOf(resource, policy));
  const managed = listOf(resource, 'ManagedPolicyArns').map((policy) => managedPolicy(deployment, resource, policy));
  roles.set(ref, { arn, policies: [...inline, ...managed], trust: resource.properties.AssumeRolePolicyDocument });
  return { ref, attributes: { Arn: arn, RoleId: ref } };
}

function documentOf({ type, id }: ResolvedResource, policy: unknown): unknown {
  if (isRecord(policy) && isRecord(policy.PolicyDocument)) return policy.PolicyDocument;
  throw new StackError(`${type} ${id} has a policy without a PolicyDocument`);
}

function managedPolicy({ managedPolicies }: Deployment, { type, id }: ResolvedResource, arn: unknown): unknown {
  const document = managedPolicies.get(String(arn));
  if (document === undefined)
    throw new StackError(`${type} ${id} has the policy ${arn}, whose text is not in the template`);
  return document;
}

export function deployPolicy(deployment: Deployment, resource: ResolvedResource): Deployed {
  const document = objectOf(resource, 'PolicyDocument');
  for (const role of listOf(resource, 'Roles')) roleByName(deployment, String(role)).policies.push(document);
  return { ref: resource.id };
}

export function deployManagedPolicy(deployment: Deployment, resource: ResolvedResource): Deployed {
  const { aws, assembly, managedPolicies } = deployment;
  const name = String(resource.properties.ManagedPolicyName ?? `${assembly.name}-${resource.id}`);
  const ref = `arn:aws:iam::${aws.accountId}:policy/${name}`;
  managedPolicies.set(ref, objectOf(resource, 'PolicyDocument'));
  deployPolicy(deployment, resource);
  return { ref, attributes: { PolicyArn: ref } };
}
