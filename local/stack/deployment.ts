import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { SNSClient } from '@aws-sdk/client-sns';
import type { FailedEvents, LocalFunction, Permission } from '../aws/functions.ts';
import type { LocalAws } from '../aws/server.ts';
import type { StackAssembly } from './assembly.ts';
import { StackError } from './stack-error.ts';

/** A function as the template describes it. */
export interface FunctionSpec {
  readonly name: string;
  readonly handler: string;
  readonly directory: string;
  /** The template's variables, resolved. */
  readonly variables: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly memoryMb: number;
  /** The log group of its lines. */
  readonly logGroup: string;
  /** The identity that it calls AWS with: its role. */
  readonly accessKeyId: string;
}

/** What a deployment needs from the world. */
export interface DeployTarget {
  readonly aws: LocalAws;
  /** Clients with the rights of the person who deploys. */
  readonly secretsManager: SecretsManagerClient;
  readonly sns: SNSClient;
  readonly run: (spec: FunctionSpec) => LocalFunction['handler'];
  /** Environment variables of the functions, in place of the template's. */
  readonly variables?: Readonly<Record<string, string>> | undefined;
}

export interface DeployedRole {
  readonly arn: string;
  /** Grows while the policies that name the role are deployed. */
  readonly policies: unknown[];
  /** Who may assume it. */
  readonly trust: unknown;
}

export interface DeployedFunction extends FunctionSpec {
  readonly arn: string;
  readonly role: DeployedRole;
  readonly invoke: LocalFunction['handler'];
  readonly permissions: readonly Permission[];
  readonly events?: FailedEvents;
}

/** What has been deployed so far, by name; each deployer of a resource type adds to it. */
export interface Deployment extends DeployTarget {
  readonly assembly: StackAssembly;
  readonly roles: Map<string, DeployedRole>;
  readonly functions: Map<string, DeployedFunction>;
  /** Customer managed policies, by ARN. */
  readonly managedPolicies: Map<string, unknown>;
}

/** What `Ref` and `Fn::GetAtt` of a deployed resource give. */
export interface Deployed {
  readonly ref: string;
  readonly attributes?: Readonly<Record<string, string>>;
}

/** The name that an ARN ends in. */
export const nameOfArn = (arn: string): string => arn.split(/[:/]/).at(-1) ?? arn;

export function roleByName({ roles }: Deployment, nameOrArn: string): DeployedRole {
  const role = roles.get(nameOfArn(nameOrArn));
  if (role === undefined) throw new StackError(`the template names the role ${nameOrArn} and does not make it`);
  return role;
}

export function functionByName({ functions }: Deployment, nameOrArn: string): DeployedFunction {
  const found = functions.get(nameOfArn(nameOrArn));
  if (found === undefined) throw new StackError(`the template names the function ${nameOrArn} and does not make it`);
  return found;
}
