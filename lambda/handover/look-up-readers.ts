import type { LookUpReads } from './event-history.ts';
import { type Reader, readersOf } from './readers.ts';

/** Who is known to read the secret, and what could not be looked up. */
export interface LookedUpReaders {
  readonly readers: readonly Reader[];
  readonly notLookedUp: readonly string[];
}

export interface Replaced {
  /** When the pair was replaced. UTC, to the second. */
  readonly at: string;
  readonly versionId: string;
}

interface About {
  readonly now: Date;
  readonly named: readonly string[];
  readonly environment: string;
}

/** Whoever has read the secret in so many days before the promotion counts as a reader. */
const readerDays = 30;
const dayMs = 86_400_000;

/**
 * Looks at the time before and since the promotion separately: our own functions read the secret every hour, so that a
 * look-up backwards from now would lose the readers before it among them.
 */
export async function lookUpReaders(
  lookUp: LookUpReads,
  { at, versionId }: Replaced,
  { now, named, environment }: About,
): Promise<LookedUpReaders> {
  const replacedAt = new Date(at);
  const before = await lookUp({ from: new Date(replacedAt.getTime() - readerDays * dayMs), to: replacedAt });
  const since = await lookUp({ from: replacedAt, to: now });
  const own = ['rotate', 'watch', 'rollback'].map((name) => `octopus-cards-${environment}-${name}`);
  // CloudTrail has no fractions of a second: a read in the second of the promotion may have seen the old pair.
  const events = [...before.events, ...since.events];
  const reads = {
    before: events.filter((event) => event.at <= at),
    since: events.filter((event) => event.at > at),
  };
  return {
    readers: readersOf(reads, { oldVersionId: versionId, named, isOwn: (session) => own.includes(session) }),
    notLookedUp: [...new Set([...before.notLookedUp, ...since.notLookedUp])],
  };
}
