import {
  DescribeSecretCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import type { FunctionPorts, Invocation } from '../../../lambda/functions/function-ports.ts';
import { createLog } from '../../../lambda/functions/log.ts';
import type { OctopusClient } from '../../../lambda/octopus/client.ts';
import type { LoginOutcome } from '../../../lambda/octopus/outcome.ts';
import { Pair } from '../../../lambda/secrets/pair.ts';
import { createInProcessTransport } from '../../../local/aws/in-process-transport.ts';
import type { Interception } from '../../../local/aws/server.ts';
import { createMovableClock } from '../../../local/clock.ts';
import { anAws } from '../../local/aws/an-aws.ts';
import { credentialId, type Given, type GivenVersion, give, label, ownerIn, putPending, textOf } from './given.ts';
import { baseUrl, noteCalls } from './note-calls.ts';
import { idOf, instantOf, labelOf, lineOf, now, ownerOf, wordsOf } from './trace.ts';

/** What the vendor says of a pair: `of 43` accepts it for that client account. */
export type Answer = 'accepted' | 'refused' | 'blocked' | 'down' | `of ${number}`;

export interface Surroundings extends Given {
  /** When the values were put, as a distance from now. @default -100d */
  readonly made?: string;
  /** By the owner of a pair. @default accepted */
  readonly vendor?: Readonly<Record<string, Answer>>;
  /** What happens while the vendor is asked about somebody's pair. */
  readonly meanwhile?: Readonly<Record<string, (world: ACredential) => Promise<unknown>>>;
  readonly config?: Partial<FunctionPorts['config']>;
  /** What happens while a notice of some kind is sent, the first time. */
  readonly mailed?: Readonly<Record<string, (world: ACredential) => Promise<unknown>>>;
  /** Of the kinds that cannot be told to anybody. */
  readonly untold?: readonly string[];
}

const topic = 'arn:aws:sns:us-east-1:123456789012:ops';
const config: FunctionPorts['config'] = {
  environment: 'sandbox',
  baseUrl,
  opsTopicArn: topic,
  supportTopicArn: topic,
  credentials: new Map(),
  handover: { hours: 0, atMostDays: 14 },
  egress: ['203.0.113.7/32'],
  remindDaysBefore: [60, 30, 14, 7, 1, 0],
};

export type ACredential = Awaited<ReturnType<typeof aCredential>>;

/** A credential in a local AWS, under a real client, and a list of everything that a function does to it, in order. */
export async function aCredential(surroundings: Surroundings = {}) {
  const { made = '-100d', vendor = {}, untold = [] } = surroundings;
  const clock = createMovableClock(new Date(instantOf(made)));
  const started = await anAws({ clock, rotation: { replayDelaysMs: [] } });
  const clientOf = (accessKeyId: string) =>
    new SecretsManagerClient({ ...started.as(accessKeyId), requestHandler: createInProcessTransport(started.aws) });
  const world = { ...started, secretsManager: clientOf('local') };
  await give(world, surroundings);
  await clock.advance(now.getTime() - clock.now().getTime());
  const did: string[] = [];
  const note = (line: string) => void did.push(line);
  const { secretsManager } = world;
  const asked = new Set<string>();
  const deadlines: number[] = [];
  /** What each version holds, in the words of the test. */
  const held = new Map(
    [...(surroundings.versions ?? []), ...(surroundings.pending ? [surroundings.pending] : [])].map(
      ({ id, holds = '' }) => [id, holds],
    ),
  );
  const sent = new Set<string>();
  let hidden = 0;

  async function login(...[pair, options]: Parameters<OctopusClient['login']>): Promise<LoginOutcome> {
    const { maxTries = 3, deadline } = options;
    const { apiKey, apiSecret } = pair.reveal();
    const owner = ownerOf(new Pair(apiKey, apiSecret));
    note(`login ${owner} ${maxTries}x`);
    deadlines.push(deadline - now.getTime());
    if (!asked.has(owner)) await surroundings.meanwhile?.[owner]?.(credential);
    asked.add(owner);
    return outcomeOf(vendor[owner] ?? 'accepted');
  }

  const write = (message: string, fields: Record<string, unknown>) => {
    const { durationMs: _, ...told } = fields;
    note(message === 'transition' ? `record ${lineOf(told)}` : `${message}: ${lineOf(told)}`);
  };
  const ports: FunctionPorts = {
    config: { ...config, ...surroundings.config },
    secretsManager: noteCalls(clientOf('function'), { note, isHidden: () => hidden-- > 0 }),
    async notify({ kind, environment, credential: name, ...notice }) {
      if (untold.includes(kind)) throw new Error(`${kind} cannot be told`);
      const where = environment === 'sandbox' && name === 'api' ? '' : ' of another credential';
      note(`tell ${kind}${where} ${lineOf(notice)}`);
      if (!sent.has(kind)) await surroundings.mailed?.[kind]?.(credential);
      sent.add(kind);
    },
    octopus: { login, close: async () => {} },
    clock,
    log: createLog({ info: write, error: write }),
  };
  const invocation: Invocation = { getRemainingTimeInMillis: () => 120_000 };
  const credential = {
    ...world,
    clock,
    ports,
    invocation,
    describe: () => secretsManager.send(new DescribeSecretCommand({ SecretId: credentialId })),
    note,
    /** Of each login, in ms from now. */
    deadlines,
    /** What was done since the last look at it, a line each. */
    did: (): string => did.splice(0).join('\n'),
    /** Each version with its labels. */
    async labels(): Promise<Readonly<Record<string, readonly string[]>>> {
      const entries = Object.entries((await credential.describe()).VersionIdsToStages ?? {});
      return Object.fromEntries(entries.map(([version, labels]) => [wordsOf(version), labels.map(wordsOf).toSorted()]));
    },
    /** Somebody puts a value by hand. */
    async put(id: string, holds: string, secretId = credentialId): Promise<void> {
      const value = { ClientRequestToken: idOf(id), SecretString: textOf(holds) };
      held.set(id, holds);
      await secretsManager.send(new PutSecretValueCommand({ SecretId: secretId, ...value }));
    },
    /** Somebody moves a label by hand. */
    async move(words: string, from: string, to?: string): Promise<void> {
      const move = { ...(to !== undefined && { MoveToVersionId: idOf(to) }), RemoveFromVersionId: idOf(from) };
      const VersionStage = words;
      await secretsManager.send(new UpdateSecretVersionStageCommand({ SecretId: credentialId, VersionStage, ...move }));
    },
    /** The same with a label of ours, as it is given. */
    moveOwn: (words: string, from: string, to: string) =>
      credential.move(labelOf(words, from, ownerIn(held.get(from))), from, to),
    label: (id: string, ...labels: string[]) =>
      label(secretsManager, credentialId, { id, holds: held.get(id) ?? '', labels }),
    /** Somebody does something directly before the function's n-th call of this kind. */
    before(operation: string, nth: number, act: () => Promise<unknown>): void {
      let calls = 0;
      world.aws.intercept = async (call): Promise<Interception> => {
        if (call.accessKeyId === 'function' && call.operation === operation) calls += 1;
        if (calls !== nth) return 'pass';
        world.aws.intercept = undefined;
        await act();
        return 'pass';
      };
    },
    /** So many reads of values do not find what is there. */
    hide(reads: number): void {
      hidden = reads;
    },
    /** The function's calls from now on, in order. */
    calls(): () => readonly string[] {
      const from = world.aws.calls.length;
      const made = () => world.aws.calls.slice(from).filter(({ accessKeyId }) => accessKeyId === 'function');
      return () => made().map(({ operation }) => operation);
    },
    /** Fills the version of a rotation. */
    putPending: (version: GivenVersion) => {
      held.set(version.id, version.holds ?? '');
      return putPending(secretsManager, version);
    },
  };
  return credential;
}

function outcomeOf(answer: Answer): LoginOutcome {
  switch (answer) {
    case 'accepted':
      return { kind: 'accepted', clientId: '42' };
    case 'refused':
      return { kind: 'rejected', code: 'UNAUTHORIZED' };
    case 'blocked':
      return { kind: 'blocked', code: 'FORBIDDEN' };
    case 'down':
      return { kind: 'unavailable', code: 'SERVER_ERROR' };
    default:
      return { kind: 'accepted', clientId: answer.slice('of '.length) };
  }
}
