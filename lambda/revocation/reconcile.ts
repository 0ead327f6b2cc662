import { isDeepStrictEqual } from 'node:util';
import type { Notice } from '../notices/notice.ts';
import type { Clock } from '../runtime/clock.ts';
import { lagMs } from '../runtime/read-again.ts';
import type { Case } from '../secrets/cases.ts';
import { toInstant } from '../secrets/label.ts';
import type { Origin } from '../secrets/origin.ts';
import { describePair } from '../secrets/pair.ts';
import { fingerprintIn } from '../secrets/read-version.ts';
import { differs, relabel } from '../secrets/relabel.ts';
import type { SecretStore, SecretVersion } from '../secrets/secret-store.ts';
import { currentVersion, type SecretView } from '../secrets/secret-view.ts';
import type { State } from '../secrets/state-label.ts';
import type { Transition } from '../secrets/transition.ts';
import { decide } from './decide.ts';
import type { Decision } from './decision.ts';
import { createFindings, type Findings, type HandoverPorts } from './findings.ts';
import { noticeOf, type PromotionFacts } from './messages.ts';
import { createValues, readCases, type Values } from './read-cases.ts';
import { type Snapshot, snapshotOf } from './snapshot.ts';

/** What reconciling needs of the world. */
export interface ReconcilePorts {
  readonly credential: SecretStore;
  readonly notify: (notice: Notice) => Promise<void>;
  readonly clock: Clock;
  readonly origin: Origin;
  readonly record: (transition: Transition) => void;
  readonly handover: HandoverPorts;
}

export interface ReconcileOptions {
  /** Whether the live pair has just logged in. */
  readonly liveIsProven: boolean;
  /** Versions that this run has read already. */
  readonly known?: readonly SecretVersion[];
  /**
   * Whether the labels are read once more before the first request, as before every other one. Somebody may have rolled
   * back to this very pair during a login. If AWSCURRENT moved, reconciling ends, and the next run begins anew.
   */
  readonly rereadsBeforeRequest?: boolean;
  readonly promotion?: PromotionFacts;
}

/** A case whose labels are not what they should be, or of which somebody has to be notified. */
interface Action extends Decision {
  readonly one: Case;
}

/**
 * Decides for each case what it should be, notifies people, then writes the label, until nothing differs: this completes
 * what a crash left between two calls, and what somebody changed outside a rotation. A notice is sent before the label
 * that records it, so that a crash in between sends it twice and never loses it.
 */
export async function reconcile(
  ports: ReconcilePorts,
  view: SecretView,
  options: ReconcileOptions,
): Promise<SecretView> {
  const values = createValues(ports.credential, options.known ?? []);
  const findings = createFindings(ports.handover);
  const run: Run = { ports, options, values, findings, sent: [], skipped: new Set(), view };
  while (await advance(run));
  return run.view;
}

/** What is collected while the cases are reconciled. */
interface Run {
  readonly ports: ReconcilePorts;
  readonly options: ReconcileOptions;
  readonly values: Values;
  readonly findings: Findings;
  readonly sent: Notice[];
  /** Pairs of which a value could not be read. */
  readonly skipped: Set<string>;
  view: SecretView;
}

/** Does the next action. Returns false when nothing differs, or when AWSCURRENT has moved. */
async function advance(run: Run): Promise<boolean> {
  const { ports, options, values } = run;
  const seen = await takeSnapshot(run);
  const action = nextAction(seen, run.skipped);
  if (action === undefined) return false;
  const { message } = action;
  const facts = { ...action, seen, values, origin: ports.origin, promotion: options.promotion };
  const notice = message && (await noticeOf(message, facts));
  // A value that the notice names cannot be read: the next run tries again.
  const isReady = message === undefined || notice !== undefined;
  if (!isReady) run.skipped.add(action.one.pair);
  // A value may be another pair than its label says. Then the cases change.
  if (!isReady || isMislabelled(action.one, values)) return true;
  const mayHaveMoved = options.rereadsBeforeRequest || run.sent.length > 0;
  if (message === 'request' && mayHaveMoved && (await hasMoved(run))) return false;
  if (notice !== undefined) await notifyOnce(run, notice);
  run.view = await relabel(ports.credential, run.view, action);
  for (const transition of transitionsOf(action, values)) ports.record(transition);
  return true;
}

/** Before the first request of a run that has logged in, reads must have caught up with what somebody did before it. */
async function hasMoved(run: Run): Promise<boolean> {
  if (run.sent.length === 0) await run.ports.clock.sleep(lagMs);
  const now = await run.ports.credential.describe();
  const moved = currentVersion(now) !== currentVersion(run.view);
  if (moved) run.view = now;
  return moved;
}

/** A notice that no label records, as in a dry run, is found again in the same run, but was sent already. */
async function notifyOnce({ ports, sent }: Run, notice: Notice): Promise<void> {
  if (sent.some((earlier) => isDeepStrictEqual(earlier, notice))) return;
  await ports.notify(notice);
  sent.push(notice);
}

async function takeSnapshot({ ports, options, values, findings, view }: Run): Promise<Snapshot> {
  const cases = await readCases(view, values);
  const seen = { cases, liveIsProven: options.liveIsProven, now: toInstant(ports.clock.now()) };
  return snapshotOf(view, { ...seen, ...(await findings.about(view, seen)) });
}

/**
 * What is to be done first: the live pair's own label, then labels of which nobody is notified, then requests, and last
 * the announcement of a promotion, which lists the requests.
 */
function nextAction(seen: Snapshot, skipped: ReadonlySet<string>): Action | undefined {
  const actions = seen.cases
    .filter(({ pair }) => !skipped.has(pair))
    .map((one) => ({ one, ...decide(one, seen) }))
    .filter(({ one, to, message }) => message !== undefined || differs(one, to));
  return actions.toSorted((a, b) => rank(a) - rank(b))[0];
}

function rank({ one, message }: Action): number {
  if (message === 'announce') return 3;
  if (one.isLive) return 0;
  return message === 'request' ? 2 : 1;
}

const happened = {
  announce: 'promoted',
  request: 'requested',
  withdraw: 'withdrawn',
  wait: 'waited',
} as const;

function transitionsOf({ one, to, message }: Action, values: Values): readonly Transition[] {
  const { versionId } = one;
  const pair = describedPair(one, values);
  const why = to?.reason ?? one.promotion?.reason ?? one.label?.reason;
  const others = new Set(one.labels.map(({ label }) => label.versionId).filter((id) => id !== versionId));
  const isChanged = message !== undefined || to?.state !== one.label?.state || others.size === 0;
  const what = message === undefined ? whatOf(to?.state) : happened[message];
  return [
    ...(isChanged ? [{ what, versionId, pair, why }] : []),
    ...[...others].map((other) => ({ what: 'closed' as const, versionId: other, pair })),
  ];
}

/** Without the end of the key if the run did not have to read the value. */
function describedPair({ versionId, pair }: Case, values: Values): Transition['pair'] {
  const value = values.known()[versionId]?.value;
  if (value?.kind === 'pair') return describePair(value.pair);
  return pair === '' ? undefined : { fingerprint: pair };
}

function isMislabelled({ versionId, pair }: Case, values: Values): boolean {
  const value = values.known()[versionId]?.value;
  return value !== undefined && (fingerprintIn(value) ?? '') !== pair;
}

function whatOf(state: State | undefined): Transition['what'] {
  if (state === undefined) return 'closed';
  return state === 'revoked' ? 'proved' : state;
}
