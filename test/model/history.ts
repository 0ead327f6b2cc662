import type { Application } from '../../local/applications/application.ts';
import type { Mail } from '../../local/aws/sns/publish.ts';
import type { OctopusRequest } from '../../local/octopus/request-log.ts';
import type { World } from '../../local/world.ts';
import { type LabelledVersion, type StoredSecret, storedIn } from './stored.ts';

/** Who made a call: one of the stack's functions, or somebody with a key of their own. */
export type Author = 'rotate' | 'watch' | 'rollback' | 'person';

interface Place {
  /** How many invocations had ended before: events of one invocation have the same number. */
  readonly invocation: number;
  readonly at: Date;
}

/** AWSCURRENT is on another version. A pair is named by the end of its key; `undefined` where a value is no pair. */
export interface Move extends Place {
  readonly kind: 'move';
  readonly secret: StoredSecret;
  readonly from: LabelledVersion | undefined;
  readonly to: LabelledVersion;
  readonly by: Author;
}

/** A version is there that was not there before, with a value or still without. */
export interface NewVersion extends Place {
  readonly kind: 'version';
  readonly versionId: string;
}

/** A value came into the credential's version that is to be promoted. */
export interface PendingPut extends Place {
  readonly kind: 'pending';
  readonly version: LabelledVersion;
  readonly by: Author;
}

export interface Login extends Place {
  readonly kind: 'login';
  readonly pair: string;
  readonly request: OctopusRequest;
  /** The weather that changed the answer, if any. */
  readonly fault: string | undefined;
}

export interface Mailed extends Place {
  readonly kind: 'mail';
  readonly mail: Mail;
}

/** A call of a function was lost, or its answer. */
export interface Lost extends Place {
  readonly kind: 'lost';
}

/** This invocation and the next one begin at once, so that what one did may be counted to the other. */
export interface Overlap extends Place {
  readonly kind: 'overlap';
}

/** Support revoked a pair that it was asked to revoke, and ended the sessions. */
export interface Revoked extends Place {
  readonly kind: 'revoked';
  readonly pair: string;
}

/** The vendor refused a login of an application. */
export interface Refused extends Place {
  readonly kind: 'refused';
  readonly application: string;
  readonly pair: string;
  readonly reads: Application['reads'];
  readonly restartsEveryHours: number;
  /** When it had read the pair. */
  readonly readAt: Date | undefined;
}

/** An operator says that the hand-over is complete: support may be asked at once. */
export interface Completed extends Place {
  readonly kind: 'completed';
}

export type HistoryEvent =
  | Move
  | NewVersion
  | PendingPut
  | Login
  | Mailed
  | Lost
  | Overlap
  | Revoked
  | Refused
  | Completed;

/** Everything that was seen happening in a world, in its order. */
export interface History {
  readonly events: readonly HistoryEvent[];
  readonly noteLogin: (fault: string | undefined) => void;
  readonly noteLost: () => void;
  readonly noteOverlap: () => void;
  readonly noteRevoked: (pair: string) => void;
  readonly noteRefused: (application: Application, pair: string) => void;
  readonly noteCompleted: () => void;
  /** How many invocations have ended. */
  readonly invocations: () => number;
  /** Looks at what is stored now; whatever changed since was done by this author. */
  readonly look: (by: Author) => void;
}

/** Writes down from now on what is done in a world, at the moment in which it is done. */
export function recordHistory(world: World): History {
  const events: HistoryEvent[] = [];
  const seen = { versions: new Set<string>(), valued: new Set<string>(), mails: 0, lines: 0, ended: 0 };
  const current: Partial<Record<StoredSecret, LabelledVersion>> = {};
  const authors = new Map<string, Author>();
  for (const [name, { accessKeyId }] of world.stack.functions) authors.set(accessKeyId ?? '', functionOf(name));

  const invocations = () => {
    for (const line of world.log.slice(seen.lines)) if (endOfInvocation.test(line)) seen.ended += 1;
    seen.lines = world.log.length;
    return seen.ended;
  };
  const place = (): Place => ({ invocation: invocations(), at: world.clock.now() });

  function lookAt(secret: StoredSecret, by: Author): void {
    const { versions, live } = storedIn(world, secret);
    for (const version of secret === 'credential' ? versions : []) noteVersion(version, by);
    const before = current[secret];
    if (live === undefined || live.id === before?.id) return;
    events.push({ kind: 'move', secret, from: before, to: live, by, ...place() });
    current[secret] = live;
  }

  function noteVersion(version: LabelledVersion, by: Author): void {
    if (!seen.versions.has(version.id)) events.push({ kind: 'version', versionId: version.id, ...place() });
    seen.versions.add(version.id);
    if (version.text === undefined || seen.valued.has(version.id)) return;
    seen.valued.add(version.id);
    if (version.labels.includes('AWSPENDING')) events.push({ kind: 'pending', version, by, ...place() });
  }

  function look(by: Author): void {
    lookAt('credential', by);
    lookAt('intake', by);
    for (const mail of world.aws.mailbox.slice(seen.mails)) events.push({ kind: 'mail', mail, ...place() });
    seen.mails = world.aws.mailbox.length;
  }

  world.aws.done = ({ accessKeyId }) => look(authors.get(accessKeyId) ?? 'person');
  look('person');
  return {
    events,
    look,
    invocations,
    noteLost: () => void events.push({ kind: 'lost', ...place() }),
    noteOverlap: () => void events.push({ kind: 'overlap', ...place() }),
    noteRevoked: (pair) => void events.push({ kind: 'revoked', pair, ...place() }),
    noteCompleted: () => void events.push({ kind: 'completed', ...place() }),
    noteRefused: ({ name: application, reads, restartsEveryHours, readAt }, pair) =>
      void events.push({ kind: 'refused', application, pair, reads, restartsEveryHours, readAt: readAt(), ...place() }),
    noteLogin(fault) {
      const request = world.octopus.requests.at(-1);
      if (request === undefined || request.path !== '/auth/login') return;
      events.push({ kind: 'login', pair: (request.maskedKey ?? '').slice(1), request, fault, ...place() });
    },
  };
}

const endOfInvocation = /"message":"(?:rotation step|run) (?:done|failed)"/;

function functionOf(name: string): Author {
  const kind = name.split('-').at(-1);
  return kind === 'rotate' || kind === 'watch' || kind === 'rollback' ? kind : 'person';
}

/** The events of one kind, each with its place in the order. */
export function eventsOf<K extends HistoryEvent['kind']>(
  { events }: Pick<History, 'events'>,
  kind: K,
): readonly { readonly index: number; readonly event: HistoryEvent & { kind: K } }[] {
  return events.flatMap((event, index) => (isOfKind(event, kind) ? [{ index, event }] : []));
}

const isOfKind = <K extends HistoryEvent['kind']>(event: HistoryEvent, kind: K): event is HistoryEvent & { kind: K } =>
  event.kind === kind;

/** Whether the vendor accepted a login, and its caller heard of it. */
export const wasAccepted = ({ request }: Login): boolean => request.status === 200;

/** Whether the vendor itself refused the pair, and not something on the way. */
export const wasRefused = ({ request, fault }: Login): boolean => request.status === 401 && fault === undefined;

/** The credential's live pair at a place of the history. */
export const liveAt = (history: Pick<History, 'events'>, index: number): string | undefined =>
  eventsOf(history, 'move').findLast((move) => move.index < index && move.event.secret === 'credential')?.event.to
    .pair ?? undefined;

/** Whether another invocation was under way at the same time. */
export const hasOverlapped = (history: Pick<History, 'events'>, invocation: number): boolean =>
  eventsOf(history, 'overlap').some(({ event }) => [invocation, invocation - 1].includes(event.invocation));
