import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';

/**
 * Keeps everybody but these roles from reading a secret, whatever their own policies allow.
 *
 * Of a session, `aws:PrincipalArn` is the ARN of the role that was assumed, with the role's path. A condition and not
 * `NotPrincipal`: that would have to name each session as well, and Secrets Manager refuses a role that is not there
 * yet. It denies nothing but reading, so that CloudFormation and the account's administrators can always change it.
 */
export const onlyReadBy = (roleArns: readonly string[]): PolicyStatement =>
  new PolicyStatement({
    sid: 'OnlyTheseRolesRead',
    effect: Effect.DENY,
    principals: [new AnyPrincipal()],
    actions: ['secretsmanager:BatchGetSecretValue', 'secretsmanager:GetSecretValue'],
    resources: ['*'],
    conditions: { ArnNotEquals: { 'aws:PrincipalArn': [...roleArns] } },
  });
