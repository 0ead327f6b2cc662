import { GetResourcePolicyCommand, GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SNSClient } from '@aws-sdk/client-sns';
import { intakeNameOf, secretNameOf } from '../lambda/secrets/credential-name.ts';
import { parseObject } from '../lambda/secrets/json.ts';
import type { Environment } from '../lambda/secrets/origin.ts';
import { createInProcessTransport } from './aws/in-process-transport.ts';
import { type LocalAws, startLocalAws } from './aws/server.ts';
import { createMovableClock, type MovableClock } from './clock.ts';
import { type FakeOctopus, startFakeOctopus } from './octopus/server.ts';
import {
  accessKeys,
  admitApplication,
  admitOperator,
  confirmSubscriptions,
  createOperator,
  readersIn,
} from './people.ts';
import { readAssembly, type StackAssembly } from './stack/assembly.ts';
import { type DeployedStack, deployStack } from './stack/deploy.ts';
import type { FunctionSpec } from './stack/deployment.ts';
import { hostOf, runBundled, runInProcess } from './world-functions.ts';

export interface WorldOptions {
  /** The directory into which a synth wrote the templates and the bundles. */
  readonly assembly: string;
  /** Runs the bundles in processes of their own, or the sources in this process. */
  readonly functions: 'bundled' | 'in-process';
  /** @default 2025-11-24T10:00:00Z */
  readonly start?: Date;
  /** Whether the clock follows the real time. @default false */
  readonly live?: boolean;
  readonly awsPort?: number;
  readonly octopusPort?: number;
  /** @default 'sandbox' */
  readonly environment?: Environment;
  /** @default true */
  readonly supportConfirmed?: boolean;
  /** How often the SDK tries an AWS call. @default 3 */
  readonly maxAttempts?: number;
  /** The delays before a failed rotation is retried. @default the engine's */
  readonly replayDelaysMs?: readonly number[];
  /** Whether AWS clients in this process use TCP, or call the local AWS directly (faster). @default 'loopback' */
  readonly transport?: 'loopback' | 'in-process';
  /** Environment variables of the functions. They override those of the template. */
  readonly variables?: Readonly<Record<string, string>>;
}

export interface World extends AsyncDisposable, ReturnType<typeof createOperator> {
  readonly clock: MovableClock;
  readonly aws: LocalAws;
  readonly octopus: FakeOctopus;
  readonly assembly: StackAssembly;
  readonly stack: DeployedStack;
  /** A client with the rights of the account's administrator. */
  readonly secretsManager: SecretsManagerClient;
  /** The first credential of the stack, which this world is about, and its client account if one is configured. */
  readonly credential: string;
  readonly clientId: number | undefined;
  readonly secretName: string;
  readonly intakeName: string;
  /** The functions' log lines, as they wrote them. */
  readonly log: readonly string[];
  /** Invokes the rotation function, as Secrets Manager does. */
  readonly invoke: (event: unknown) => Promise<unknown>;
  /** Invokes a function for the credential, as an operator does. */
  readonly runByHand: (
    kind: 'watch' | 'rollback',
    flags?: Readonly<Record<string, boolean | string>>,
  ) => Promise<unknown>;
  /** The value that applications read. */
  readonly live: () => Promise<string>;
  readonly isFunction: (accessKeyId: string | undefined) => boolean;
}

/**
 * Starts everything without an AWS account: the synthesized stack in a local AWS that checks every call against the
 * stack's own policies, a fake of the vendor, real SDK clients, a movable clock. Fails with a `StackError` if the stack
 * cannot run.
 */
export async function startWorld(options: WorldOptions): Promise<World> {
  const { environment = 'sandbox' } = options;
  const assembly = readAssembly(options.assembly, stackNames[environment]);
  await using started = new AsyncDisposableStack();
  const fakes = await startFakes(options, started);
  const { aws, clock, octopus } = fakes;
  const clientOf = (accessKeyId: string) =>
    started.adopt(new SecretsManagerClient(settingsOf(fakes, accessKeyId, options)), (client) => client.destroy());
  const secretsManager = clientOf(accessKeys.administrator);
  const log: string[] = [];
  const run = createRunner(fakes, options, { log, started });
  const stack = await deploy(assembly, { fakes, secretsManager, run, options });
  const credential = firstCredential(assembly, environment);
  const names = {
    credential,
    secretName: secretNameOf(environment, credential),
    intakeName: intakeNameOf(environment, credential),
  };
  const { ResourcePolicy: lock } = await secretsManager.send(
    new GetResourcePolicyCommand({ SecretId: names.secretName }),
  );
  admitApplication(aws, readersIn(lock, stack));
  const application = clientOf(accessKeys.application);
  const functionKeys = new Set([...stack.functions.values()].map(({ accessKeyId }) => accessKeyId));
  const operator = createOperator(clientOf(accessKeys.operator), names, aws.secretsManager.idle);
  const running = started.move();
  return {
    ...operator,
    ...names,
    clock,
    aws,
    octopus,
    assembly,
    stack,
    secretsManager,
    log,
    invoke: async (event) => await stack.functions.get(`octopus-cards-${environment}-rotate`)?.invoke(event),
    runByHand: async (kind, flags = {}) =>
      await stack.functions.get(`octopus-cards-${environment}-${kind}`)?.invoke({ credential, ...flags }),
    isFunction: (accessKeyId) => functionKeys.has(accessKeyId ?? ''),
    clientId: clientIdOf(stack, credential),
    live: async () =>
      (await application.send(new GetSecretValueCommand({ SecretId: names.secretName }))).SecretString ?? '',
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

const stackNames: Readonly<Record<Environment, string>> = {
  sandbox: 'OctopusCards-Sandbox',
  production: 'OctopusCards-Production',
};

function firstCredential({ resources }: StackAssembly, environment: Environment): string {
  const form = new RegExp(`^octopus-cards/${environment}/([a-z0-9-]+)$`);
  const names = Object.values(resources).map(({ properties }) => form.exec(String(properties.Name))?.[1]);
  return names.find((name) => name !== undefined) ?? 'api';
}

function clientIdOf({ functions }: DeployedStack, credential: string): number | undefined {
  const [{ CREDENTIALS = '{}' } = {}] = [...functions.values()].map(({ variables }) => variables);
  const id = parseObject(CREDENTIALS)?.[credential];
  return typeof id === 'string' ? Number(id) : undefined;
}

type Fakes = Pick<World, 'clock' | 'aws' | 'octopus'>;

async function startFakes(options: WorldOptions, started: AsyncDisposableStack): Promise<Fakes> {
  const { environment = 'sandbox', live = false, awsPort, octopusPort, replayDelaysMs } = options;
  const clock = createMovableClock(options.start ?? new Date('2025-11-24T10:00:00Z'), { live });
  started.defer(() => clock.stop());
  const rotation = replayDelaysMs && { rotation: { replayDelaysMs } };
  const aws = await startLocalAws({ clock, ...(awsPort !== undefined && { port: awsPort }), ...rotation });
  started.use(aws);
  const port = octopusPort === undefined ? {} : { port: octopusPort };
  return { clock, aws, octopus: started.use(await startFakeOctopus({ clock, environment, ...port })) };
}

const transportOf = (aws: LocalAws, { transport = 'loopback' }: WorldOptions) =>
  transport === 'in-process' ? { requestHandler: createInProcessTransport(aws) } : {};

const settingsOf = ({ aws }: Fakes, accessKeyId: string, options: WorldOptions) => ({
  endpoint: aws.url,
  region: aws.region,
  credentials: { accessKeyId, secretAccessKey: 'local' },
  maxAttempts: options.maxAttempts ?? 3,
  // It would take the time of this world for its own clock's mistake, and try again after every error.
  disableClockSkewCorrection: true,
  ...transportOf(aws, options),
});

/** Starts the stack's functions; they end with the world. */
function createRunner(fakes: Fakes, options: WorldOptions, { log, started }: Running) {
  const { functions, maxAttempts = 3 } = options;
  const start = functions === 'bundled' ? runBundled : runInProcess;
  return (spec: FunctionSpec) => {
    const write = (line: string) => {
      log.push(line);
      fakes.aws.writeLog(spec.logGroup, spec.accessKeyId, line);
      fakes.aws.cloudWatch.readLine(line);
    };
    const host = hostOf({ ...fakes, ...transportOf(fakes.aws, options), maxAttempts, write });
    return started.use(start(spec, host)).invoke;
  };
}

interface Running {
  readonly log: string[];
  readonly started: AsyncDisposableStack;
}

interface Deploy {
  readonly fakes: Fakes;
  readonly secretsManager: SecretsManagerClient;
  readonly run: (spec: FunctionSpec) => (event: unknown) => Promise<unknown>;
  readonly options: WorldOptions;
}

async function deploy(
  assembly: StackAssembly,
  { fakes, secretsManager, run, options }: Deploy,
): Promise<DeployedStack> {
  const { aws } = fakes;
  const sns = new SNSClient(settingsOf(fakes, accessKeys.administrator, options));
  const stack = await deployStack(assembly, { aws, secretsManager, sns, run, variables: options.variables });
  sns.destroy();
  admitOperator(aws, stack);
  const [{ OPS_TOPIC_ARN, SUPPORT_TOPIC_ARN } = {}] = [...stack.functions.values()].map(({ variables }) => variables);
  confirmSubscriptions(aws, [OPS_TOPIC_ARN, (options.supportConfirmed ?? true) ? SUPPORT_TOPIC_ARN : undefined]);
  await aws.secretsManager.idle();
  return stack;
}
