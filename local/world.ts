import { randomUUID } from 'node:crypto';
import {
  CreateSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  RotateSecretCommand,
  SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import { CreateTopicCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { emptyDocument } from '../lambda/intake/intake-document.ts';
import { createOctopusClient } from '../lambda/octopus/client.ts';
import { createRotate, type Invocation } from '../lambda/rotation/rotate.ts';
import { intakeNameOf } from '../lambda/rotation/rotation-event.ts';
import { readConfig } from '../lambda/runtime/config.ts';
import { createLog } from '../lambda/runtime/log.ts';
import { type LocalAws, startLocalAws } from './aws/server.ts';
import { createMovableClock, type MovableClock } from './clock.ts';
import { type FakeOctopus, startFakeOctopus } from './octopus/server.ts';

/** The people who get mails in the local world. */
export const people = { ops: 'ops@example.com', support: 'octopus-support@example.com' } as const;

/** A pair in clear, as the account manager mails it. Obviously false everywhere in this project. */
export interface ClearPair {
  readonly apiKey: string;
  readonly apiSecret: string;
}

export interface WorldOptions {
  /** @default 2025-11-24T10:00:00Z */
  readonly start?: Date;
  /** Goes on with the real time. @default false */
  readonly live?: boolean;
  readonly awsPort?: number;
  readonly octopusPort?: number;
  readonly environment?: 'sandbox' | 'production';
  /** @default true */
  readonly supportConfirmed?: boolean;
  /** Tries of an AWS call within one invocation, the SDK's own. @default 3 */
  readonly maxAttempts?: number;
  /** When a failed rotation is tried again. @default the engine's */
  readonly replayDelaysMs?: readonly number[];
  readonly clientIds?: Readonly<Record<string, string>>;
}

/** The identity of the rotation function, and that of an operator, in the local account. */
const identities = { rotate: 'LOCALROTATEFUNCTION', operator: 'LOCALOPERATOR' } as const;
const rotateFunction = 'octopus-cards-rotate';

export interface World extends AsyncDisposable {
  readonly clock: MovableClock;
  readonly aws: LocalAws;
  readonly octopus: FakeOctopus;
  readonly secretsManager: SecretsManagerClient;
  readonly sns: SNSClient;
  readonly secretName: string;
  readonly intakeName: string;
  /** The rotation function's log lines, as it wrote them. */
  readonly log: readonly string[];
  /** Invokes the rotation function, as Secrets Manager does. */
  readonly invoke: (event: unknown) => Promise<void>;
  readonly stage: (pair: ClearPair, more?: { reason?: string; note?: string }) => Promise<string>;
  /** Starts a rotation and waits until no step runs. Returns the token. */
  readonly rotate: () => Promise<string>;
  readonly stages: (secretId?: string) => Promise<Readonly<Record<string, readonly string[]>>>;
  readonly live: () => Promise<string>;
  /** What `octopus unstick` does: takes AWSPENDING off a version. */
  readonly clearPending: (versionId: string) => Promise<void>;
  readonly isFunction: (accessKeyId: string | undefined) => boolean;
  /** The rotation function as the local account knows it, with the environment variables that it was started with. */
  readonly rotateFunction: {
    readonly name: string;
    readonly accessKeyId: string;
    readonly variables: Readonly<Record<string, string>>;
  };
}

/** Everything without an AWS account: both fakes, real SDK clients, the real rotation function, a clock that moves. */
export async function startWorld(options: WorldOptions = {}): Promise<World> {
  const { environment = 'sandbox', live = false } = options;
  const clock = createMovableClock(options.start ?? new Date('2025-11-24T10:00:00Z'), { live });
  const aws = await startLocalAws({
    clock,
    ...(options.awsPort !== undefined && { port: options.awsPort }),
    ...(options.replayDelaysMs && { rotation: { replayDelaysMs: options.replayDelaysMs } }),
  });
  const octopus = await startFakeOctopus({
    clock,
    environment,
    ...(options.octopusPort !== undefined && { port: options.octopusPort }),
  });
  const clientAs = (accessKeyId: string) => ({
    endpoint: aws.url,
    region: aws.region,
    credentials: { accessKeyId, secretAccessKey: 'local' },
    maxAttempts: options.maxAttempts ?? 3,
  });
  const secretsManager = new SecretsManagerClient(clientAs(identities.operator));
  const sns = new SNSClient(clientAs(identities.operator));
  const topics = await makeTopics(sns, environment);
  aws.sns.confirm(people.ops);
  if (options.supportConfirmed ?? true) aws.sns.confirm(people.support);

  const log: string[] = [];
  const write = (level: string) => (message: string, fields: Record<string, unknown>) =>
    void log.push(JSON.stringify({ level, message, ...fields }));
  const variables = {
    ENVIRONMENT: environment,
    OPS_TOPIC_ARN: topics.ops,
    SUPPORT_TOPIC_ARN: topics.support,
    CLIENT_IDS: JSON.stringify(options.clientIds ?? {}),
    OCTOPUS_BASE_URL: octopus.url,
  };
  const config = readConfig(variables);
  const client = createOctopusClient({ baseUrl: config.baseUrl, clock });
  const rotateHandler = createRotate({
    config,
    secretsManager: new SecretsManagerClient(clientAs(identities.rotate)),
    sns: new SNSClient(clientAs(identities.rotate)),
    octopus: client,
    clock,
    log: createLog({ info: write('INFO'), error: write('ERROR') }),
  });
  const invocation: Invocation = { getRemainingTimeInMillis: () => 120_000 };
  const invoke = (event: unknown) => rotateHandler(event, invocation);
  const lambdaArn = aws.registerFunction({ name: rotateFunction, accessKeyId: identities.rotate, handler: invoke });

  const secretName = `octopus-cards/${environment}/api`;
  const intakeName = intakeNameOf(environment, 'api');
  await deploy(secretsManager, { secretName, intakeName, lambdaArn });
  await aws.secretsManager.idle();

  return {
    clock,
    aws,
    octopus,
    secretsManager,
    sns,
    secretName,
    intakeName,
    log,
    invoke,
    rotateFunction: { name: rotateFunction, accessKeyId: identities.rotate, variables },
    isFunction: (accessKeyId) => accessKeyId === identities.rotate,
    async stage({ apiKey, apiSecret }, more = {}) {
      const text = JSON.stringify({ API_KEY: apiKey, API_SECRET: apiSecret, ...more });
      const put = new PutSecretValueCommand({ SecretId: intakeName, SecretString: text });
      return (await secretsManager.send(put)).VersionId ?? '';
    },
    async rotate() {
      const start = new RotateSecretCommand({ SecretId: secretName, ClientRequestToken: randomUUID() });
      const { VersionId: token = '' } = await secretsManager.send(start);
      await aws.secretsManager.idle();
      return token;
    },
    async stages(secretId = secretName) {
      const told = await secretsManager.send(new DescribeSecretCommand({ SecretId: secretId }));
      return told.VersionIdsToStages ?? {};
    },
    async live() {
      return (await secretsManager.send(new GetSecretValueCommand({ SecretId: secretName }))).SecretString ?? '';
    },
    async clearPending(versionId) {
      const removal = { SecretId: secretName, VersionStage: 'AWSPENDING', RemoveFromVersionId: versionId };
      await secretsManager.send(new UpdateSecretVersionStageCommand(removal));
    },
    async [Symbol.asyncDispose]() {
      clock.stop();
      await client.close();
      secretsManager.destroy();
      sns.destroy();
      await octopus[Symbol.asyncDispose]();
      await aws.close();
    },
  };
}

async function makeTopics(sns: SNSClient, environment: string) {
  const make = async (audience: 'ops' | 'support') => {
    const { TopicArn = '' } = await sns.send(
      new CreateTopicCommand({ Name: `octopus-cards-${environment}-${audience}` }),
    );
    await sns.send(new SubscribeCommand({ TopicArn, Protocol: 'email', Endpoint: people[audience] }));
    return TopicArn;
  };
  return { ops: await make('ops'), support: await make('support') };
}

/** What the stack makes of a credential: both secrets with their placeholders, and the schedule that does not rotate yet. */
async function deploy(
  client: SecretsManagerClient,
  { secretName, intakeName, lambdaArn }: { secretName: string; intakeName: string; lambdaArn: string },
): Promise<void> {
  const placeholder = JSON.stringify({ status: 'awaiting-first-pair' });
  await client.send(new CreateSecretCommand({ Name: secretName, SecretString: placeholder }));
  await client.send(new CreateSecretCommand({ Name: intakeName, SecretString: emptyDocument }));
  await client.send(
    new RotateSecretCommand({
      SecretId: secretName,
      RotationLambdaARN: lambdaArn,
      RotationRules: { ScheduleExpression: 'rate(365 days)' },
      RotateImmediately: false,
    }),
  );
}
