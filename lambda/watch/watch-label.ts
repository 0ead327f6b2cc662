import { formatLabel, parseLabel, readInstant, writeInstant } from '../secrets/label.ts';

/** The problem of the live pair that the watch has seen last. */
export const troubles = ['WrongPairRevoked', 'LivePairDead', 'LiveValueBroken', 'Inconclusive'] as const;
export type Trouble = (typeof troubles)[number];

/** Something that lasts: since when, and when people were last notified. UTC, to the second. */
export interface Lasting {
  readonly since: string;
  readonly notified?: string | undefined;
}

/** The last reminder of twelve months: a rung of the ladder, for which pair, and when it was mailed. */
export interface ReminderLabel {
  readonly kind: 'reminder';
  readonly versionId: string;
  readonly rung: string;
  /** Since when the pair is live; `none` while there is none. A pair that somebody saves again keeps its rungs. */
  readonly liveSince: string;
  readonly at: string;
}

/** What the watch remembers of a live pair that does not log in, or of a rotation that does not end. */
export interface HealthLabel {
  readonly kind: 'health';
  readonly versionId: string;
  readonly trouble?: (Lasting & { readonly kind: Trouble }) | undefined;
  /** `token`: the first 8 characters of the pending version's id. */
  readonly stuck?: (Lasting & { readonly token: string }) | undefined;
}

/** In a reminder, instead of the date, while there is no pair. */
export const noPair = 'none';

export type WatchLabel = ReminderLabel | HealthLabel;

/** `octopus/reminder/rung=d30/live=…/at=…/version=…` */
export const formatReminder = ({ rung, liveSince, at, versionId }: ReminderLabel): string =>
  formatLabel('reminder', {
    rung,
    live: liveSince === noPair ? noPair : writeInstant(liveSince),
    at: writeInstant(at),
    version: versionId,
  });

/** `octopus/health/trouble=LivePairDead/since=…/notified=…/stuck=ab12cd34/seen=…/reported=…/version=…`, without trouble none. */
export function formatHealth({ versionId, trouble, stuck }: HealthLabel): string | undefined {
  if (trouble === undefined && stuck === undefined) return undefined;
  return formatLabel('health', {
    trouble: trouble?.kind,
    since: writeInstant(trouble?.since),
    notified: writeInstant(trouble?.notified),
    stuck: stuck?.token,
    seen: writeInstant(stuck?.since),
    reported: writeInstant(stuck?.notified),
    version: versionId,
  });
}

/** Reads what the watch has left; `undefined` for every other label. */
export function parseWatchLabel(text: string): WatchLabel | undefined {
  const { kind, fields = {} } = parseLabel(text) ?? {};
  const { version: versionId, rung, live } = fields;
  if (versionId === undefined) return undefined;
  if (kind === 'health') return readHealth(versionId, fields);
  const at = readInstant(fields.at);
  const liveSince = live === noPair ? noPair : readInstant(live);
  if (kind !== 'reminder' || rung === undefined || liveSince === undefined || at === undefined) return undefined;
  return { kind, versionId, rung, liveSince, at };
}

function readHealth(versionId: string, fields: Readonly<Record<string, string>>): HealthLabel {
  const since = readInstant(fields.since);
  const seen = readInstant(fields.seen);
  const { stuck } = fields;
  const trouble = troubles.find((known) => known === fields.trouble);
  const notifiedAt = (text: string | undefined) => {
    const notified = readInstant(text);
    return notified === undefined ? {} : { notified };
  };
  return {
    kind: 'health',
    versionId,
    ...(trouble !== undefined &&
      since !== undefined && {
        trouble: { kind: trouble, since, ...notifiedAt(fields.notified) },
      }),
    ...(stuck !== undefined &&
      seen !== undefined && {
        stuck: { token: stuck, since: seen, ...notifiedAt(fields.reported) },
      }),
  };
}
