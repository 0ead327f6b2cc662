import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SNSClient } from '@aws-sdk/client-sns';
import type { Template } from 'aws-cdk-lib/assertions';
import type { Environment } from '../../lib/environment.ts';
import { stackName } from '../../lib/names.ts';
import { startLocalAws } from '../../local/aws/server.ts';
import { createMovableClock } from '../../local/clock.ts';
import { accessKeys, admitOperator } from '../../local/people.ts';
import type { StackAssembly } from '../../local/stack/assembly.ts';
import { type DeployedStack, deployStack } from '../../local/stack/deploy.ts';
import { resourcesOf, templateOf } from './template-of.ts';

/** A signed-in identity of the account. */
export interface Person {
  readonly secretsManager: SecretsManagerClient;
  readonly sns: SNSClient;
}

export interface DeployedEnvironment {
  readonly stack: DeployedStack;
  /** With the role of the function. */
  readonly rotate: Person;
  /** With the operators' policy. */
  readonly operator: Person;
}

/**
 * An empty local account with an administrator, to which stacks are deployed. Their functions run `invoke`, which does
 * nothing unless a test replaces it.
 */
export async function aLocalAccount(invoke: (event: unknown) => Promise<unknown> = async () => null) {
  const aws = await startLocalAws({ clock: createMovableClock(new Date('2026-01-01T00:00:00Z')) });
  const as = (accessKeyId: string): Person => {
    const credentials = { accessKeyId, secretAccessKey: 'local' };
    const settings = { endpoint: aws.url, region: aws.region, credentials, maxAttempts: 1 };
    return { secretsManager: new SecretsManagerClient(settings), sns: new SNSClient(settings) };
  };
  const administrator = as(accessKeys.administrator);
  return {
    aws,
    administrator,
    async deploy(environment: Environment, settings: object = {}): Promise<DeployedEnvironment> {
      const assembly = assemblyOf(stackName(environment), templateOf(environment, settings));
      const stack = await deployStack(assembly, { aws, ...administrator, run: () => invoke });
      await aws.secretsManager.idle();
      const [{ accessKeyId = '' } = {}] = stack.functions.values();
      const operator = `OPERATOR${environment.toUpperCase()}`;
      admitOperator(aws, stack, operator);
      return { stack, rotate: as(accessKeyId), operator: as(operator) };
    },
    [Symbol.asyncDispose]: () => aws.close(),
  };
}

/** A template as a synth writes it, except for the bundles. */
const assemblyOf = (name: string, template: Template): StackAssembly => ({
  name,
  templateFile: `${name}.template.json`,
  resources: Object.fromEntries(
    Object.entries(resourcesOf(template)).map(([id, { Type, Properties = {}, DependsOn = [] }]) => [
      id,
      { type: Type, properties: Properties, dependsOn: [DependsOn].flat() },
    ]),
  ),
  bundle: (key) => key,
});
