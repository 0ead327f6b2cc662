import type { KnownPair, Notice } from '../notices/notice.ts';
import { daysBetween } from '../reminder/days-between.ts';
import { toInstant } from '../secrets/label.ts';
import type { SecretView } from '../secrets/secret-view.ts';
import { isReportDue } from './ladder.ts';
import { remembered, rememberHealth } from './memory.ts';
import type { Lasting, Trouble } from './watch-label.ts';
import type { Live, Watched } from './watched.ts';

/** What a run has found out about the live pair. */
export interface Found {
  readonly trouble: Trouble | undefined;
  /** Whether the live pair has just logged in, which ends every problem of it. */
  readonly isWell: boolean;
  readonly live: KnownPair | undefined;
  /** With `WrongPairRevoked`: the pair that still works. */
  readonly works?: KnownPair | undefined;
  readonly hasLoggedIn: boolean;
  readonly why: readonly string[];
}

type Reporter = Pick<Watched, 'credential' | 'notify' | 'record' | 'clock' | 'origin' | 'egress'>;

/** Notifies people of a problem immediately and then daily, and when it is over. */
export async function reportTrouble(
  watched: Reporter,
  view: SecretView,
  live: Live,
  found: Found,
): Promise<SecretView> {
  const { credential, notify, record, clock, origin } = watched;
  const { versionId } = live.version;
  const now = toInstant(clock.now());
  const memory = remembered.health(view);
  const before = memory?.trouble;
  const was = before?.kind === 'Inconclusive' ? undefined : before?.kind;
  // An inconclusive run does not clear a known problem.
  if (before !== undefined && was !== undefined && found.trouble === 'Inconclusive' && !found.isWell) {
    return await reportInconclusive(watched, view, live, { ...found, before });
  }
  if (was !== undefined && found.isWell && found.live !== undefined) {
    await notify({ ...origin, kind: 'LivePairRecovered', live: found.live, since: before?.since ?? now, was });
    record({ what: 'recovered', versionId, why: was });
  }
  const trouble = found.trouble && lasting(found.trouble, before, now);
  const notice = trouble && dueNotice(watched, trouble, found);
  if (notice !== undefined) {
    await notify(notice);
    record({ what: 'troubled', versionId, why: found.trouble });
  }
  const remember = notice === undefined ? trouble : trouble && { ...trouble, notified: now };
  return await rememberHealth(credential, view, { kind: 'health', versionId, trouble: remember, stuck: memory?.stuck });
}

/** A known problem stays, and logins have been inconclusive for days: ops is notified of that as well. */
async function reportInconclusive(
  watched: Reporter,
  view: SecretView,
  { version: { versionId } }: Live,
  found: Found & { readonly before: LastingTrouble },
): Promise<SecretView> {
  const now = toInstant(watched.clock.now());
  const { notified: since = found.before.since } = found.before;
  const notice = noticeOf(watched, { kind: 'Inconclusive', since }, found);
  if (notice === undefined || daysBetween(since, now) < 3) return view;
  await watched.notify(notice);
  const stuck = remembered.health(view)?.stuck;
  const trouble = { ...found.before, notified: now };
  return await rememberHealth(watched.credential, view, { kind: 'health', versionId, trouble, stuck });
}

const dueNotice = (watched: Reporter, trouble: LastingTrouble, found: Found): Notice | undefined =>
  isReportDue(trouble, toInstant(watched.clock.now())) ? noticeOf(watched, trouble, found) : undefined;

type LastingTrouble = Lasting & { readonly kind: Trouble };

const lasting = (kind: Trouble, before: LastingTrouble | undefined, now: string): LastingTrouble =>
  before?.kind === kind ? before : { kind, since: now };

function noticeOf(
  { origin, clock, egress }: Reporter,
  { kind, since }: LastingTrouble,
  found: Found,
): Notice | undefined {
  const { live, works, hasLoggedIn, why } = found;
  switch (kind) {
    case 'WrongPairRevoked':
      return live && works && { ...origin, kind, live, old: works, since };
    case 'LivePairDead':
      return live && { ...origin, kind, live, since, hasLoggedIn };
    case 'LiveValueBroken':
      return { ...origin, kind, since };
    case 'Inconclusive':
      return {
        ...origin,
        kind: 'WatchInconclusive',
        since,
        days: daysBetween(since, toInstant(clock.now())),
        why,
        egress,
      };
  }
}
