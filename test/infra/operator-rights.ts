import type { Template } from 'aws-cdk-lib/assertions';
import { resolve } from './resolve.ts';
import { resourceOf } from './template-of.ts';

export interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export interface Asked {
  readonly action: string;
  readonly resource: string;
  /** The condition keys that AWS sets for the request. */
  readonly context?: Readonly<Record<string, string>>;
}

/** The operators' policy as IAM gets it. */
export function operatorDocument(template: Template): { readonly Statement: readonly Statement[] } {
  const [, { Properties }] = resourceOf(template, 'AWS::IAM::ManagedPolicy');
  return resolve(Properties.PolicyDocument) as { Statement: Statement[] };
}

/** IAM's evaluation, as far as the policy uses it: what is not allowed is refused. */
export function isAllowed(statements: readonly Statement[], { action, resource, context = {} }: Asked): boolean {
  return statements.some(({ Effect, Action, Resource, Condition = {} }) => {
    if (Effect !== 'Allow') throw new Error(`the effect ${Effect} is not modelled`);
    return (
      [Action].flat().includes(action) &&
      [Resource].flat().some((pattern) => isLike(resource, pattern)) &&
      Object.entries(Condition).every(([operator, keys]) => Object.entries(keys).every(holds(operator, context)))
    );
  });
}

const holds =
  (operator: string, context: Readonly<Record<string, string>>) =>
  ([key, wanted]: readonly [string, string]): boolean => {
    const found = context[key];
    switch (operator) {
      case 'StringEquals':
        return found === wanted;
      case 'StringLike':
        return found !== undefined && isLike(found, wanted);
      case 'StringNotLike':
        return found === undefined || !isLike(found, wanted);
      case 'BoolIfExists':
        return found === undefined || found === wanted;
      case 'Null':
        return String(found === undefined) === wanted;
    }
    throw new Error(`the operator ${operator} is not modelled`);
  };

function isLike(text: string, pattern: string): boolean {
  const escaped = pattern.replaceAll(/[\\^$.+()[\]{}|]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`).test(text);
}

export const arn = (service: string, resource: string): string =>
  `arn:aws:${service}:eu-central-1:012345678901:${resource}`;

/** A call about a secret, with the condition keys that AWS sets for it. The name may be an ARN, as in the request. */
export function askedOfSecret(operation: string, { SecretId, ...input }: Readonly<Record<string, unknown>>): Asked {
  const name = String(SecretId).replace(/^arn:.*:secret:(.*)-\w{6}$/, '$1');
  const { RotationLambdaARN, RotationRules, VersionStage } = input;
  return {
    action: `secretsmanager:${operation}`,
    resource: arn('secretsmanager', `secret:${name}-AbCdEf`),
    context: {
      'secretsmanager:SecretId': String(SecretId),
      ...(RotationLambdaARN !== undefined && { 'secretsmanager:RotationLambdaARN': String(RotationLambdaARN) }),
      ...(operation === 'RotateSecret' && {
        'secretsmanager:ModifyRotationRules': String(RotationRules !== undefined),
      }),
      ...(VersionStage !== undefined && { 'secretsmanager:VersionStage': String(VersionStage) }),
    },
  };
}
