import {
  CreateSecretCommand,
  PutSecretValueCommand,
  RotateSecretCommand,
  type SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import { emptyDocument } from '../../../lambda/intake/intake-document.ts';
import { intakeNameOf, secretNameOf } from '../../../lambda/secrets/credential-name.ts';
import type { AnAws } from '../../local/aws/an-aws.ts';
import { idOf, labelOf, pairOf } from './trace.ts';

export const credentialId = secretNameOf('sandbox', 'api');
export const intakeId = intakeNameOf('sandbox', 'api');

/** A version of a secret, in the words of a test. */
export interface GivenVersion {
  /** Its id is made of it. */
  readonly id: string;
  /** `ann`, `ann of 43`, `ann of nobody`; anything else is the value itself. Left out: a pending version without one. */
  readonly holds?: string;
  /** As `labelOf` takes them. */
  readonly labels?: readonly string[];
}

export interface Given {
  /** The oldest first: each was live in its turn, and the last one is. */
  readonly versions?: readonly GivenVersion[];
  /** The version of a rotation that is under way. */
  readonly pending?: GivenVersion;
  /** @default true */
  readonly rotates?: boolean;
  /** What people have put into the intake, in their order. @default the intake as it was deployed */
  readonly intake?: readonly GivenVersion[];
}

export const placeholder = JSON.stringify({ status: 'awaiting-first-pair' });

/** The value of somebody's pair. */
export function textOf(holds: string): string {
  const [, owner, clientId = '42'] = /^([a-z]{3}(?:\/[a-z]{3})?)(?: of (\w+))?$/.exec(holds) ?? [];
  if (owner === undefined) return holds;
  const { apiKey, apiSecret } = pairOf(owner).reveal();
  const pair = { API_KEY: apiKey, API_SECRET: apiSecret };
  return JSON.stringify(clientId === 'nobody' ? pair : { ...pair, CLIENT_ID: clientId });
}

/** What lies in the intake for somebody's pair. */
export const documentOf = (owner: string, more: object = {}): string =>
  JSON.stringify({ ...JSON.parse(textOf(`${owner} of nobody`)), ...more });

/** Makes both secrets what they are given as. */
export async function give(world: AnAws, given: Given): Promise<void> {
  const { versions = [{ id: 'first', holds: placeholder }], intake = [{ id: 'deployed', holds: emptyDocument }] } =
    given;
  const { secretsManager } = world;
  await makeSecret(secretsManager, credentialId, versions);
  await makeSecret(secretsManager, intakeId, intake);
  if (given.rotates ?? true) await turnOn(world);
  if (given.pending !== undefined) await startRotation(secretsManager, given.pending);
}

async function makeSecret(client: SecretsManagerClient, Name: string, versions: readonly GivenVersion[]) {
  for (const [index, { id, holds = emptyDocument }] of versions.entries()) {
    const value = { SecretString: textOf(holds), ClientRequestToken: idOf(id) };
    if (index === 0) await client.send(new CreateSecretCommand({ Name, ...value }));
    else await client.send(new PutSecretValueCommand({ SecretId: Name, ...value }));
  }
  for (const version of versions) await label(client, Name, version);
}

export async function label(client: SecretsManagerClient, SecretId: string, { id, holds, labels = [] }: GivenVersion) {
  for (const words of labels) {
    const move = { SecretId, VersionStage: labelOf(words, id, ownerIn(holds)), MoveToVersionId: idOf(id) };
    await client.send(new UpdateSecretVersionStageCommand(move));
  }
}

/** Whose pair a version holds, in the words of a test. */
export const ownerIn = (holds: string | undefined): string | undefined =>
  /^([a-z]{3}(?:\/[a-z]{3})?)(?: of \w+)?$/.exec(holds ?? '')?.[1];

const rules = { AutomaticallyAfterDays: 1000 };

/** By a function that does nothing: steps are invoked by the tests. */
async function turnOn({ aws, secretsManager }: AnAws): Promise<void> {
  const RotationLambdaARN = aws.registerFunction({ name: 'none', accessKeyId: 'none', handler: async () => {} });
  const once = { RotationLambdaARN, RotationRules: rules, RotateImmediately: false };
  await secretsManager.send(new RotateSecretCommand({ SecretId: credentialId, ...once }));
  await aws.secretsManager.idle();
}

async function startRotation(client: SecretsManagerClient, pending: GivenVersion): Promise<void> {
  const token = { SecretId: credentialId, ClientRequestToken: idOf(pending.id) };
  await client.send(new RotateSecretCommand(token));
  if (pending.holds !== undefined) await putPending(client, pending);
}

export async function putPending(client: SecretsManagerClient, { id, holds = '', labels = [] }: GivenVersion) {
  const VersionStages = ['AWSPENDING', ...labels.map((words) => labelOf(words, id, ownerIn(holds)))];
  const version = { ClientRequestToken: idOf(id), SecretString: textOf(holds), VersionStages };
  await client.send(new PutSecretValueCommand({ SecretId: credentialId, ...version }));
}
