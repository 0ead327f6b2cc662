import { isRecord } from '../aws/secrets/check.ts';
import { type Deployed, type DeployedFunction, type Deployment, functionByName, roleByName } from './deployment.ts';
import { objectOf, optional, type ResolvedResource, refuseProperties, textOf } from './read-property.ts';
import { StackError } from './stack-error.ts';

const runtime = 'nodejs24.x';

/** Registers the function with the role, the variables, the time and the memory that the template gives it. */
export function deployFunction(deployment: Deployment, resource: ResolvedResource): Deployed {
  const { aws, run } = deployment;
  const found = textOf(resource, 'Runtime');
  refuseProperties(resource, ['ReservedConcurrentExecutions', 'Layers', 'FileSystemConfigs', 'ImageConfig']);
  if (found !== runtime) throw new StackError(`${resource.id} runs on ${found}; the local stack has ${runtime} alone`);
  const { RoleArn: roleArn, ...spec } = readSpec(deployment, resource);
  const role = roleByName(deployment, roleArn);
  aws.iam.addIdentity(spec.accessKeyId, {
    arn: `arn:aws:sts::${aws.accountId}:assumed-role/${role.arn.split('/').at(-1)}/${spec.name}`,
    principalArn: role.arn,
    policies: role.policies,
    functionArn: `arn:aws:lambda:${aws.region}:${aws.accountId}:function:${spec.name}`,
  });
  // Nobody may invoke it before the template's permissions are deployed.
  const arn = register(deployment, { ...spec, arn: '', role, invoke: run(spec), permissions: [] });
  return { ref: spec.name, attributes: { Arn: arn } };
}

/** Lets a principal invoke the function. */
export function deployPermission(deployment: Deployment, resource: ResolvedResource): Deployed {
  const { SourceAccount, SourceArn } = resource.properties;
  refuseProperties(resource, ['PrincipalOrgID', 'EventSourceToken', 'FunctionUrlAuthType']);
  // A permission for another action does not allow an invocation.
  if (textOf(resource, 'Action') !== 'lambda:InvokeFunction') return { ref: resource.id };
  const found = functionByName(deployment, textOf(resource, 'FunctionName'));
  const permission = {
    principal: textOf(resource, 'Principal'),
    ...(SourceAccount !== undefined && { sourceAccount: String(SourceAccount) }),
    ...(SourceArn !== undefined && { sourceArn: String(SourceArn) }),
  };
  register(deployment, { ...found, permissions: [...found.permissions, permission] });
  return { ref: resource.id };
}

/** Configures what happens to an event that the function fails with. */
export function deployEventInvokeConfig(deployment: Deployment, resource: ResolvedResource): Deployed {
  const { MaximumRetryAttempts: retries = 2, DestinationConfig: destinations = {} } = resource.properties;
  const found = functionByName(deployment, textOf(resource, 'FunctionName'));
  const onFailure = isRecord(destinations) && isRecord(destinations.OnFailure) ? destinations.OnFailure : {};
  const events = { retries: Number(retries), ...optional('onFailure', onFailure.Destination) };
  register(deployment, { ...found, events });
  return { ref: resource.id };
}

function register({ aws, functions }: Deployment, described: DeployedFunction): string {
  const { name, accessKeyId, invoke: handler, permissions, events } = described;
  const configuration = { ...described, runtime };
  const more = { permissions, configuration, ...(events && { events }) };
  const arn = aws.registerFunction({ name, accessKeyId, handler, ...more });
  functions.set(name, { ...described, arn });
  return arn;
}

function readSpec({ assembly, variables: overriding }: Deployment, resource: ResolvedResource) {
  const name = textOf(resource, 'FunctionName');
  const {
    Environment: environment,
    MemorySize: memory = 128,
    Timeout: timeout = 3,
    LoggingConfig,
  } = resource.properties;
  const variables = isRecord(environment) && isRecord(environment.Variables) ? environment.Variables : {};
  return {
    name,
    handler: textOf(resource, 'Handler'),
    directory: assembly.bundle(String(objectOf(resource, 'Code').S3Key)),
    variables: {
      ...Object.fromEntries(Object.entries(variables).map(([key, value]) => [key, String(value)])),
      ...overriding,
    },
    timeoutMs: Number(timeout) * 1000,
    memoryMb: Number(memory),
    logGroup: String((isRecord(LoggingConfig) && LoggingConfig.LogGroup) || `/aws/lambda/${name}`),
    accessKeyId: `LOCAL${name.replaceAll('-', '').toUpperCase()}`,
    RoleArn: textOf(resource, 'Role'),
  };
}
