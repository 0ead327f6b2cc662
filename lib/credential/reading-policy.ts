import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';

/**
 * Denies everybody but these roles to read a secret, whatever their own policies allow.
 *
 * For a session, `aws:PrincipalArn` is the ARN of the assumed role, with the role's path. It is a condition because
 * `NotPrincipal` would have to name each session as well, and Secrets Manager refuses a role that does not exist yet. It
 * denies reading only, so that CloudFormation and the account's administrators can always change the policy.
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
