import { deployKey, deployManagedPolicy, deployPolicy, deployRole } from './access-resources.ts';
import { deployAlarm } from './alarm-resource.ts';
import type { StackAssembly } from './assembly.ts';
import type { Deployed, Deployment, DeployTarget } from './deployment.ts';
import { deployEventInvokeConfig, deployFunction, deployPermission } from './function-resource.ts';
import { type References, referencesOf, resolve } from './intrinsics.ts';
import { deployLogGroup } from './log-resources.ts';
import type { ResolvedResource } from './read-property.ts';
import { deployQueue, deployQueuePolicy, deploySchedule, deployScheduleGroup } from './schedule-resources.ts';
import { deployResourcePolicy, deployRotationSchedule, deploySecret } from './secret-resources.ts';
import { StackError } from './stack-error.ts';
import { deploySubscription, deployTopic, deployTopicPolicy } from './topic-resources.ts';

export interface DeployedStack extends Pick<Deployment, 'functions' | 'managedPolicies' | 'roles'> {
  /** The types of the resources that are not modelled. */
  readonly notModelled: ReadonlyMap<string, readonly string[]>;
}

type Deploy = (deployment: Deployment, resource: ResolvedResource) => Deployed | Promise<Deployed>;

const deployers: Readonly<Record<string, Deploy>> = {
  'AWS::CloudWatch::Alarm': deployAlarm,
  'AWS::IAM::ManagedPolicy': deployManagedPolicy,
  'AWS::IAM::Policy': deployPolicy,
  'AWS::IAM::Role': deployRole,
  'AWS::KMS::Key': deployKey,
  'AWS::Lambda::EventInvokeConfig': deployEventInvokeConfig,
  'AWS::Lambda::Function': deployFunction,
  'AWS::Lambda::Permission': deployPermission,
  'AWS::Logs::LogGroup': deployLogGroup,
  'AWS::Scheduler::Schedule': deploySchedule,
  'AWS::Scheduler::ScheduleGroup': deployScheduleGroup,
  'AWS::SecretsManager::ResourcePolicy': deployResourcePolicy,
  'AWS::SecretsManager::RotationSchedule': deployRotationSchedule,
  'AWS::SecretsManager::Secret': deploySecret,
  'AWS::SQS::Queue': deployQueue,
  'AWS::SQS::QueuePolicy': deployQueuePolicy,
  'AWS::SNS::Subscription': deploySubscription,
  'AWS::SNS::Topic': deployTopic,
  'AWS::SNS::TopicPolicy': deployTopicPolicy,
};

/** Deploys the resources of a template into the local account, in the order that references and DependsOn require. */
export async function deployStack(assembly: StackAssembly, target: DeployTarget): Promise<DeployedStack> {
  const deployment: Deployment = {
    ...target,
    assembly,
    roles: new Map(),
    functions: new Map(),
    managedPolicies: new Map(),
  };
  const made = new Map<string, Deployed>();
  const notModelled = new Map<string, string[]>();
  const references = referencesTo(made, deployment);
  for (const id of inOrder(assembly)) {
    const { type, properties } = template(assembly, id);
    const deploy = deployers[type];
    if (deploy === undefined) {
      notModelled.set(type, [...(notModelled.get(type) ?? []), id]);
      made.set(id, standIn(type, id));
      continue;
    }
    const resolved = Object.fromEntries(
      Object.entries(properties).map(([key, value]) => [key, resolve(value, references)]),
    );
    made.set(id, await deploy(deployment, { id, type, properties: resolved }));
  }
  return {
    functions: deployment.functions,
    managedPolicies: deployment.managedPolicies,
    roles: deployment.roles,
    notModelled,
  };
}

function template({ resources, templateFile }: StackAssembly, id: string) {
  const resource = resources[id];
  if (resource === undefined) throw new StackError(`${templateFile} refers to ${id}, which it does not make`);
  return resource;
}

/** What other resources may refer to in a resource that is not modelled. */
function standIn(type: string, id: string): Deployed {
  // An address from the range for documentation.
  if (type === 'AWS::EC2::EIP') return { ref: '203.0.113.10', attributes: { PublicIp: '203.0.113.10' } };
  return { ref: id };
}

function referencesTo(made: ReadonlyMap<string, Deployed>, { aws, assembly }: Deployment): References {
  const pseudo: Readonly<Record<string, string>> = {
    'AWS::AccountId': aws.accountId,
    'AWS::Partition': 'aws',
    'AWS::Region': aws.region,
    'AWS::StackName': assembly.name,
    'AWS::URLSuffix': 'amazonaws.com',
  };
  return {
    ref: (id) => pseudo[id] ?? made.get(id)?.ref ?? unknown(id),
    attribute: (id, name) => made.get(id)?.attributes?.[name] ?? `${made.get(id)?.ref ?? unknown(id)}.${name}`,
  };
}

function unknown(id: string): never {
  throw new StackError(`the local stack does not know ${id}`);
}

/** Sorts every resource after those that it refers to or depends on. */
function inOrder(assembly: StackAssembly): readonly string[] {
  const order: string[] = [];
  const visit = (id: string, path: readonly string[]): void => {
    if (order.includes(id)) return;
    if (path.includes(id)) throw new StackError(`resources depend on each other: ${[...path, id].join(' -> ')}`);
    const { properties, dependsOn } = template(assembly, id);
    const before = [...referencesOf(properties), ...dependsOn].filter((other) => other in assembly.resources);
    for (const other of before) visit(other, [...path, id]);
    order.push(id);
  };
  for (const id of Object.keys(assembly.resources)) visit(id, []);
  return order;
}
