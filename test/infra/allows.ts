import { type GivenKeys, toKeys } from '../../local/aws/iam/condition-keys.ts';
import { type Caller, evaluate, type Policies } from '../../local/aws/iam/evaluate.ts';
import { account, arn } from './deployed.ts';

export interface Call {
  /**
   * The ARN of a role, or the name of a service.
   * @default - a role that no policy names
   */
  readonly caller?: string;
  readonly action: string;
  readonly resource: string;
  /** The condition keys that AWS sets for the request, besides those of the caller. */
  readonly keys?: GivenKeys;
}

/** Whether IAM allows a call of this account. */
export function allows(policies: Policies, { caller: name = roleArn('any'), action, resource, keys }: Call): boolean {
  const caller = callerOf(name);
  const ofCaller = caller.kind === 'identity' ? { 'aws:PrincipalArn': name, 'aws:PrincipalAccount': account } : {};
  const request = { caller, action, resource, keys: toKeys({ ...ofCaller, ...keys }) };
  return evaluate(request, policies).kind === 'allowed';
}

export const roleArn = (name: string): string => `arn:aws:iam::${account}:role/${name}`;

function callerOf(name: string): Caller {
  if (!name.startsWith('arn:')) return { kind: 'service', name };
  const session = `arn:aws:sts::${account}:assumed-role/${name.split('/').at(-1)}/session`;
  return { kind: 'identity', arn: session, principalArn: name, accountId: account };
}

/** A call for a secret, with the condition keys that AWS sets for it. The name may be an ARN, as in the request. */
export function callOnSecret(operation: string, { SecretId, ...input }: Readonly<Record<string, unknown>>): Call {
  const name = String(SecretId).replace(/^arn:.*:secret:(.*)-\w{6}$/, '$1');
  const { RotationLambdaARN, RotationRules, VersionStage } = input;
  return {
    action: `secretsmanager:${operation}`,
    resource: arn('secretsmanager', `secret:${name}-AbCdEf`),
    keys: {
      'secretsmanager:SecretId': String(SecretId),
      ...(RotationLambdaARN !== undefined && { 'secretsmanager:RotationLambdaARN': String(RotationLambdaARN) }),
      ...(operation === 'RotateSecret' && {
        'secretsmanager:ModifyRotationRules': String(RotationRules !== undefined),
      }),
      ...(VersionStage !== undefined && { 'secretsmanager:VersionStage': String(VersionStage) }),
    },
  };
}
