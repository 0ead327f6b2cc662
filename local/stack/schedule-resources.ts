import { mayBeAssumed } from '../aws/iam/trust.ts';
import { isRecord } from '../aws/secrets/check.ts';
import { type Deployed, type Deployment, nameOfArn, roleByName } from './deployment.ts';
import { listOf, objectOf, type ResolvedResource, textOf } from './read-property.ts';
import { StackError } from './stack-error.ts';

export function deployQueue({ aws, assembly }: Deployment, resource: ResolvedResource): Deployed {
  const name = String(resource.properties.QueueName ?? `${assembly.name}-${resource.id}`);
  const arn = aws.queues.add(name);
  const ref = `https://sqs.${aws.region}.amazonaws.com/${aws.accountId}/${name}`;
  return { ref, attributes: { Arn: arn, QueueName: name, QueueUrl: ref } };
}

export function deployQueuePolicy({ aws }: Deployment, resource: ResolvedResource): Deployed {
  const document = objectOf(resource, 'PolicyDocument');
  for (const queue of listOf(resource, 'Queues')) {
    aws.queues.setPolicy(`arn:aws:sqs:${aws.region}:${aws.accountId}:${nameOfArn(String(queue))}`, document);
  }
  return { ref: resource.id };
}

export function deployScheduleGroup(deployment: Deployment, resource: ResolvedResource): Deployed {
  const ref = textOf(resource, 'Name');
  return { ref, attributes: { Arn: groupArn(deployment, ref) } };
}

const groupArn = ({ aws }: Deployment, name: string): string =>
  `arn:aws:scheduler:${aws.region}:${aws.accountId}:schedule-group/${name}`;

/** Deploys a schedule that invokes a function with the rights of its role. */
export function deploySchedule(deployment: Deployment, resource: ResolvedResource): Deployed {
  const { id, properties } = resource;
  const {
    ScheduleExpressionTimezone: zone = 'UTC',
    State: state = 'ENABLED',
    GroupName: group = 'default',
  } = properties;
  if (zone !== 'UTC') throw new StackError(`${id} is in the time zone ${zone}; the local stack has UTC alone`);
  const ref = textOf(resource, 'Name');
  const target = { ...resource, properties: objectOf(resource, 'Target') };
  const { DeadLetterConfig: deadLetter } = target.properties;
  deployment.aws.scheduler.add({
    name: `${group}/${ref}`,
    expression: textOf(resource, 'ScheduleExpression'),
    functionArn: textOf(target, 'Arn'),
    input: textOf(target, 'Input'),
    accessKeyId: identityOf(deployment, textOf(target, 'RoleArn'), String(group)),
    state: state === 'ENABLED' ? 'ENABLED' : 'DISABLED',
    ...(isRecord(deadLetter) && { deadLetterArn: String(deadLetter.Arn) }),
  });
  return { ref };
}

/** Lets the role call; all schedules with this role are one identity. AWS refuses a role that does not trust it. */
function identityOf(deployment: Deployment, roleArn: string, group: string): string {
  const { aws } = deployment;
  const role = roleByName(deployment, roleArn);
  const name = nameOfArn(role.arn);
  const source = { sourceAccount: aws.accountId, sourceArn: groupArn(deployment, group) };
  if (!mayBeAssumed({ roleArn: role.arn, trust: role.trust, service: 'scheduler.amazonaws.com', ...source })) {
    throw new StackError(
      `the role ${name} must allow AWS EventBridge Scheduler to assume the role, for ${source.sourceArn}`,
    );
  }
  const accessKeyId = `LOCAL${name.replaceAll('-', '').toUpperCase()}`;
  aws.iam.addIdentity(accessKeyId, {
    arn: `arn:aws:sts::${aws.accountId}:assumed-role/${name}/scheduler`,
    principalArn: role.arn,
    policies: role.policies,
  });
  return accessKeyId;
}
