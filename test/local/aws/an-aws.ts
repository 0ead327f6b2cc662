import { randomUUID } from 'node:crypto';
import {
  CreateSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  RotateSecretCommand,
  type RotateSecretCommandInput,
  SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import { SNSClient } from '@aws-sdk/client-sns';
import { STSClient } from '@aws-sdk/client-sts';
import { type LocalAwsOptions, startLocalAws } from '../../../local/aws/server.ts';
import { createMovableClock } from '../../../local/clock.ts';

export const start = new Date('2026-01-01T00:00:00Z');

export interface RotationCall {
  readonly Step: string;
  readonly SecretId: string;
  readonly ClientRequestToken: string;
  readonly RotationToken: string;
}

/** A local AWS with real clients. */
export async function anAws(options: Partial<LocalAwsOptions> = {}) {
  const clock = options.clock ?? createMovableClock(start);
  const aws = await startLocalAws({ ...options, clock });
  const as = (accessKeyId: string) => ({
    endpoint: aws.url,
    region: aws.region,
    credentials: { accessKeyId, secretAccessKey: 'local' },
    maxAttempts: 1,
  });
  const local = as('local');
  return {
    aws,
    clock,
    as,
    secretsManager: new SecretsManagerClient(local),
    sns: new SNSClient(local),
    sts: new STSClient(local),
    [Symbol.asyncDispose]: () => aws.close(),
  };
}

export type AnAws = Awaited<ReturnType<typeof anAws>>;

/** A secret with one version, and short names for what tests do with it. */
export async function aSecret(
  { secretsManager: sm }: Pick<AnAws, 'secretsManager'>,
  { name = 'pair', value = 'first', token: first = randomUUID() as string } = {},
) {
  const made = await sm.send(new CreateSecretCommand({ Name: name, SecretString: value, ClientRequestToken: first }));
  const describe = () => sm.send(new DescribeSecretCommand({ SecretId: name }));
  return {
    name,
    first,
    arn: made.ARN ?? '',
    describe,
    stages: async () => (await describe()).VersionIdsToStages ?? {},
    get: (which: { VersionId?: string; VersionStage?: string } = {}) =>
      sm.send(new GetSecretValueCommand({ SecretId: name, ...which })),
    put: async (SecretString: string, VersionStages?: string[], ClientRequestToken: string = randomUUID()) => {
      await sm.send(new PutSecretValueCommand({ SecretId: name, SecretString, VersionStages, ClientRequestToken }));
      return ClientRequestToken;
    },
    stage: (VersionStage: string, move: { MoveToVersionId?: string; RemoveFromVersionId?: string }) =>
      sm.send(new UpdateSecretVersionStageCommand({ SecretId: name, VersionStage, ...move })),
    rotate: async (input: Partial<RotateSecretCommandInput> = {}) =>
      (await sm.send(new RotateSecretCommand({ SecretId: name, ...input }))).VersionId ?? '',
  };
}

/** A rotation function that succeeds, unless `before` throws. */
export function aFunction(world: AnAws, before: (call: RotationCall) => unknown = () => undefined) {
  const steps: string[] = [];
  const calls: RotationCall[] = [];
  const client = new SecretsManagerClient(world.as('function'));
  const work: Record<string, (call: RotationCall) => Promise<unknown>> = {
    createSecret: ({ SecretId, ClientRequestToken }) =>
      client.send(
        new PutSecretValueCommand({
          SecretId,
          ClientRequestToken,
          SecretString: `value of ${ClientRequestToken}`,
          VersionStages: ['AWSPENDING'],
        }),
      ),
    finishSecret: async ({ SecretId, ClientRequestToken }) => {
      const { VersionId } = await client.send(new GetSecretValueCommand({ SecretId }));
      const move = { MoveToVersionId: ClientRequestToken, RemoveFromVersionId: VersionId };
      await client.send(new UpdateSecretVersionStageCommand({ SecretId, VersionStage: 'AWSCURRENT', ...move }));
    },
  };
  const arn = world.aws.registerFunction({
    name: 'rotate',
    accessKeyId: 'function',
    async handler(event) {
      const call = event as RotationCall;
      steps.push(call.Step);
      calls.push(call);
      await before(call);
      await work[call.Step]?.(call);
    },
  });
  return { arn, steps, calls };
}

export const fourSteps = ['createSecret', 'setSecret', 'testSecret', 'finishSecret'];
export const eventNames = ({ aws }: AnAws) => aws.events.map(({ name }) => name);

export function named(name: string, message: string): Error {
  return Object.assign(new Error(message), { name });
}

/** The error that an operation was refused with. */
export async function refusal(sending: Promise<unknown>) {
  const error: unknown = await sending.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Error)) return 'no error';
  const status = '$metadata' in error ? (error.$metadata as { httpStatusCode?: number }).httpStatusCode : undefined;
  return `${status} ${error.name}: ${error.message}`;
}
