import { randomUUID } from 'node:crypto';
import {
  DescribeSecretCommand,
  PutSecretValueCommand,
  RotateSecretCommand,
  type SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import type { LocalAws } from './aws/server.ts';
import type { DeployedStack } from './stack/deploy.ts';

/** A pair in plain text, as the account manager mails it. Every such pair in this project is obviously false. */
export interface ClearPair {
  readonly apiKey: string;
  readonly apiSecret: string;
}

/** The access keys of people and of programs other than the functions. Any other key is the account's administrator. */
export const accessKeys = {
  operator: 'LOCALOPERATOR',
  administrator: 'LOCALADMINISTRATOR',
  application: 'LOCALAPPLICATION',
} as const;

/** Lets an operator do what the stack's policy for operators allows, and nothing else. */
export function admitOperator(
  { iam, accountId }: Pick<LocalAws, 'iam' | 'accountId'>,
  { managedPolicies }: Pick<DeployedStack, 'managedPolicies'>,
  accessKeyId: string = accessKeys.operator,
): void {
  const arn = `arn:aws:iam::${accountId}:user/operator`;
  iam.addIdentity(accessKeyId, { arn, principalArn: arn, policies: [...managedPolicies.values()] });
}

/** Lets an application read the credential. It has the role of a reader if the stack names readers. */
export function admitApplication({ iam, accountId }: LocalAws, readers: readonly string[]): void {
  const [principalArn = `arn:aws:iam::${accountId}:role/application`] = readers;
  const policy = { Statement: { Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource: '*' } };
  iam.addIdentity(accessKeys.application, { arn: principalArn, principalArn, policies: [policy] });
}

/** The roles that a secret's resource policy lets read, without those of the functions. */
export function readersIn(lock: string | undefined, { functions }: DeployedStack): readonly string[] {
  const roles = [...functions.values()].map(({ role }) => role.arn);
  return [...(lock ?? '').matchAll(/arn:aws[\w-]*:iam::\d{12}:role\/[\w+=,.@/-]+/g)]
    .map(([arn]) => arn)
    .filter((arn) => !roles.includes(arn));
}

/** The subscribers of these topics follow the link in the mail from SNS. */
export function confirmSubscriptions({ sns }: LocalAws, topicArns: readonly (string | undefined)[]): void {
  for (const { topicArn, email } of sns.subscriptions()) {
    if (topicArns.includes(topicArn)) sns.confirm(email);
  }
}

interface Names {
  readonly secretName: string;
  readonly intakeName: string;
}

/** What an operator does with the AWS CLI, or with the project's own command. */
export function createOperator(
  client: SecretsManagerClient,
  { secretName, intakeName }: Names,
  idle: () => Promise<void>,
) {
  return {
    /** Puts a pair into the intake. Returns the version's id. */
    async stage({ apiKey, apiSecret }: ClearPair, more: { reason?: string; note?: string } = {}): Promise<string> {
      const text = JSON.stringify({ API_KEY: apiKey, API_SECRET: apiSecret, ...more });
      const put = new PutSecretValueCommand({ SecretId: intakeName, SecretString: text });
      return (await client.send(put)).VersionId ?? '';
    },
    /** Starts a rotation and waits until no step runs. Returns the token. */
    async rotate(): Promise<string> {
      const start = new RotateSecretCommand({ SecretId: secretName, ClientRequestToken: randomUUID() });
      const { VersionId: token = '' } = await client.send(start);
      await idle();
      return token;
    },
    /** The labels of each version. */
    async stages(secretId = secretName): Promise<Readonly<Record<string, readonly string[]>>> {
      return (await client.send(new DescribeSecretCommand({ SecretId: secretId }))).VersionIdsToStages ?? {};
    },
    /** What `octopus unstick` does: takes AWSPENDING off a version. */
    async clearPending(versionId: string): Promise<void> {
      const removal = { SecretId: secretName, VersionStage: 'AWSPENDING', RemoveFromVersionId: versionId };
      await client.send(new UpdateSecretVersionStageCommand(removal));
    },
  };
}
