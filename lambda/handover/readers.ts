import type { ReadEvent } from './read-event.ts';

/** Somebody who reads the secret: an application's role, or a person. */
export interface Reader {
  /** The ARN of the role or user, without the session. */
  readonly principal: string;
  /** UTC, to the second; `undefined` when no read is known. */
  readonly lastReadAt: string | undefined;
  /** Whether the reader has read the secret since the pair was replaced. */
  readonly isBehind: boolean;
}

export interface Reads {
  /** In the 30 days before the pair was replaced. */
  readonly before: readonly ReadEvent[];
  readonly since: readonly ReadEvent[];
}

interface About {
  /** The version of the pair that was replaced: to read it is not to read the new pair. */
  readonly oldVersionId: string;
  /** The ARNs of roles that are known to read the secret, whether they were seen or not. */
  readonly named: readonly string[];
  /** Whether a session is one of our own functions. */
  readonly isOwn: (session: string) => boolean;
}

/** Everybody who has read the secret, or is named, by principal. Those who are behind come first. */
export function readersOf({ before, since }: Reads, { oldVersionId, named, isOwn }: About): readonly Reader[] {
  const isForeign = ({ session }: ReadEvent): boolean => session === undefined || !isOwn(session);
  const seen = [...before, ...since].filter(isForeign);
  const upToDate = new Set(
    since.filter((event) => isForeign(event) && event.versionId !== oldVersionId).map(({ principal }) => principal),
  );
  const principals = new Set([...named, ...seen.map(({ principal }) => principal)]);
  return [...principals]
    .map((principal) => ({
      principal,
      lastReadAt: lastOf(seen.filter((event) => event.principal === principal)),
      isBehind: !upToDate.has(principal),
    }))
    .toSorted((a, b) => Number(b.isBehind) - Number(a.isBehind) || a.principal.localeCompare(b.principal));
}

const lastOf = (events: readonly ReadEvent[]): string | undefined =>
  events
    .map(({ at }) => at)
    .toSorted()
    .at(-1);
