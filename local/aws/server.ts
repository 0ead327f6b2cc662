import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { MovableClock } from '../clock.ts';
import { answerCall, type Service } from './answer-call.ts';
import { type CloudTrailControls, createCloudTrail } from './cloud-trail/cloud-trail.ts';
import { createTrail } from './cloud-trail/trail.ts';
import { type CloudWatchControls, createCloudWatch } from './cloud-watch.ts';
import { createEventInvocations } from './event-invocations.ts';
import { createFunctions, type FunctionControls, type LocalFunction } from './functions.ts';
import { answerScheduler } from './get-schedule.ts';
import { type Access, createAccessControl, type IamControls } from './iam/access-control.ts';
import { createKmsKeys, type KmsControls } from './iam/kms-keys.ts';
import { answerLambda } from './lambda.ts';
import { answerLogs } from './logs/filter-log-events.ts';
import { createLogs, type LogsControls } from './logs/logs.ts';
import { createQueues, type QueueControls } from './queues.ts';
import { createRotationEngine, type RotationOptions } from './rotation-engine.ts';
import type { RotationEvent } from './rotation-events.ts';
import { createScheduler, type SchedulerControls } from './scheduler.ts';
import { createSecretsManager, type SecretsManagerControls } from './secrets/secrets-manager.ts';
import type { Mail } from './sns/publish.ts';
import { createSns, type SnsControls } from './sns/sns.ts';
import { answerSts } from './sts.ts';
import { type Call, identifyCall } from './wire/call.ts';
import { labelsIn, type NamedLabel } from './wire/labels-in.ts';
import type { Reply } from './wire/reply.ts';

/** Whether a call is lost, on its way there or back. */
export type Interception = 'pass' | 'drop-before' | 'drop-after';

export interface LocalAws extends AsyncDisposable {
  readonly url: string;
  readonly region: string;
  readonly accountId: string;
  /** Every call that arrived, in order. */
  readonly calls: readonly Call[];
  /** Every staging label that a call was to attach, in order, also where the call was refused. */
  readonly labels: readonly NamedLabel[];
  /** How many TCP connections a caller has used, by its access key. */
  readonly connectionsOf: (accessKeyId: string) => number;
  readonly mailbox: readonly Mail[];
  readonly events: readonly RotationEvent[];
  readonly secretsManager: SecretsManagerControls;
  readonly sns: SnsControls;
  readonly iam: IamControls;
  readonly kms: KmsControls;
  readonly logs: LogsControls;
  readonly queues: QueueControls;
  readonly scheduler: SchedulerControls;
  readonly cloudWatch: CloudWatchControls;
  readonly cloudTrail: CloudTrailControls;
  readonly functions: FunctionControls;
  /** Every access decision, in order: for callers, and for services that used a key or a function on their behalf. */
  readonly accesses: readonly Access[];
  /** Returns the function's ARN. */
  readonly registerFunction: (given: LocalFunction) => string;
  /** Writes a line of a function into a log group, with the function's rights. */
  readonly writeLog: (group: string, accessKeyId: string, line: string) => void;
  /**
   * Called for every call. A drop cuts the connection, before the call is processed or before it is answered. A promise
   * delays the call until it resolves.
   */
  intercept: ((call: Call) => Interception | Promise<Interception>) | undefined;
  /** Called for every call after it is processed and before it is answered. */
  done: ((call: Call) => void) | undefined;
  /** Answers a request; `undefined` if the connection is cut. */
  readonly exchange: (request: Arrived) => Promise<Reply | undefined>;
  readonly close: () => Promise<void>;
}

export interface LocalAwsOptions {
  readonly clock: MovableClock;
  /** @default one that is free */
  readonly port?: number;
  /** @default '123456789012' */
  readonly accountId?: string;
  /** @default 'us-east-1' */
  readonly region?: string;
  readonly rotation?: RotationOptions;
}

/** A request as it arrived. */
export interface Arrived extends Pick<IncomingMessage, 'headers' | 'method' | 'url'> {
  readonly body: string;
  /** The TCP connection, where there is one. */
  readonly connection?: object;
}

export async function startLocalAws(options: LocalAwsOptions): Promise<LocalAws> {
  const { clock, port = 0, accountId = '123456789012', region = 'us-east-1', rotation } = options;
  const place = { region, accountId };
  const access = createAccessControl(place);
  const keys = createKmsKeys({ place, access });
  const functions = createFunctions(place);
  const engine = createRotationEngine({ clock, functions, ...rotation });
  const queues = createQueues({ clock, place, access });
  const logs = createLogs({ clock, place, access });
  const eventInvocations = createEventInvocations({ clock, functions, queues });
  const scheduler = createScheduler({ clock, access, functions, events: eventInvocations, queues });
  const trail = createTrail({ clock, access });
  const secretsManager = createSecretsManager({ clock, place, functions, engine, access, keys, trail });
  const sns = createSns({ clock, place, access, keys });
  const cloudWatch = createCloudWatch({ clock, place, access, queues });
  const cloudTrail = createCloudTrail({ clock, place, access, trail });
  const services = new Map<string, Service>([
    ['secretsmanager', secretsManager.answer],
    ['sns', sns.answer],
    ['sts', (request) => answerSts(request, { access, place })],
    ['lambda', (request) => answerLambda(request, { functions, access })],
    ['scheduler', (request) => answerScheduler(request, { scheduler, access, place })],
    ['monitoring', cloudWatch.answer],
    ['cloudtrail', cloudTrail.answer],
    ['logs', (request) => answerLogs(request, { logs, access })],
  ]);
  const calls: Call[] = [];
  const labels: NamedLabel[] = [];
  const connections = new Map<string, Set<unknown>>();

  async function exchange({ body, connection, ...request }: Arrived): Promise<Reply | undefined> {
    const call = identifyCall(request, body, clock.now());
    calls.push(call);
    labels.push(...labelsIn(call, body));
    connections.set(call.accessKeyId, (connections.get(call.accessKeyId) ?? new Set()).add(connection));
    const interception = (await aws.intercept?.(call)) ?? 'pass';
    if (interception === 'drop-before') return undefined;
    const { url = '/', headers } = request;
    const reply = await answerCall(services.get(call.service), { call, url, headers, body });
    aws.done?.(call);
    if (interception === 'drop-after') return undefined;
    // The SDK sets its clock by this header; the real time in it would make it sign for another day.
    return { ...reply, headers: { date: clock.now().toUTCString(), ...reply.headers } };
  }

  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const { headers, method, url } = incoming;
    const reply = await exchange({ headers, method, url, connection: incoming.socket, body: await readBody(incoming) });
    if (reply === undefined) return void incoming.socket.destroy();
    response.sendDate = false;
    response.writeHead(reply.status, reply.headers).end(reply.body);
  }

  const server = createServer((incoming, response) => void serve(incoming, response).catch(() => response.destroy()));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });
  const close = async () => {
    engine.stop();
    scheduler.stop();
    eventInvocations.stop();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  const aws: LocalAws = {
    url: `http://127.0.0.1:${portOf(server.address())}`,
    ...place,
    calls,
    labels,
    connectionsOf: (accessKeyId) => connections.get(accessKeyId)?.size ?? 0,
    mailbox: sns.mailbox,
    events: engine.events,
    secretsManager: secretsManager.controls,
    sns: sns.controls,
    iam: access.controls,
    kms: keys.controls,
    logs: logs.controls,
    queues: queues.controls,
    scheduler: scheduler.controls,
    cloudWatch: cloudWatch.controls,
    cloudTrail: cloudTrail.controls,
    functions: functions.controls,
    accesses: access.accesses,
    registerFunction: functions.register,
    writeLog: logs.write,
    intercept: undefined,
    done: undefined,
    exchange,
    close,
    [Symbol.asyncDispose]: close,
  };
  return aws;
}

async function readBody(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString();
}

const portOf = (address: { port: number } | string | null): number =>
  typeof address === 'object' && address !== null ? address.port : 0;
