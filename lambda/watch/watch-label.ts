import { isInstant, prefix } from '../secrets/state-label.ts';

/** What is wrong with the live pair, as far as the watch has seen. */
export const troubles = ['WrongPairRevoked', 'LivePairDead', 'LiveValueBroken', 'Inconclusive'] as const;
export type Trouble = (typeof troubles)[number];

/** Something that lasts: since when, and when people were told last. UTC, to the second. */
export interface Lasting {
  readonly since: string;
  readonly told?: string | undefined;
}

/** The last reminder of twelve months: a rung of the ladder, for which pair, and when it was mailed. */
export interface ReminderLabel {
  readonly kind: 'reminder';
  readonly versionId: string;
  readonly rung: string;
  /** Since when the pair is live; `none` while there is none. A pair that is saved again by hand keeps its rungs. */
  readonly liveSince: string;
  readonly at: string;
}

/** What the watch has to remember of a live version that is not well, or of a rotation that does not end. */
export interface PulseLabel {
  readonly kind: 'pulse';
  readonly versionId: string;
  readonly trouble?: (Lasting & { readonly kind: Trouble }) | undefined;
  /** `token`: the first 8 characters of the pending version's id. */
  readonly stuck?: (Lasting & { readonly token: string }) | undefined;
}

export type WatchLabel = ReminderLabel | PulseLabel;

/** `octopus:reminder,rung=d30,live=…,at=…,version=…` */
export const formatReminder = ({ rung, liveSince, at, versionId }: ReminderLabel): string =>
  `${prefix}reminder,rung=${rung},live=${liveSince},at=${at},version=${versionId}`;

/** `octopus:pulse,trouble=LivePairDead,since=…,told=…,stuck=ab12cd34,seen=…,stucktold=…,version=…`; without trouble none. */
export function formatPulse({ versionId, trouble, stuck }: PulseLabel): string | undefined {
  if (trouble === undefined && stuck === undefined) return undefined;
  const fields = [
    ...(trouble === undefined ? [] : [`trouble=${trouble.kind}`, `since=${trouble.since}`]),
    ...(trouble?.told === undefined ? [] : [`told=${trouble.told}`]),
    ...(stuck === undefined ? [] : [`stuck=${stuck.token}`, `seen=${stuck.since}`]),
    ...(stuck?.told === undefined ? [] : [`stucktold=${stuck.told}`]),
  ];
  return `${prefix}pulse,${fields.join(',')},version=${versionId}`;
}

/** Reads what the watch has left; `undefined` for every other label. */
export function parseWatchLabel(label: string): WatchLabel | undefined {
  if (!label.startsWith(prefix)) return undefined;
  const [kind, ...pairs] = label.slice(prefix.length).split(',');
  const fields = Object.fromEntries(pairs.map((pair) => pair.split('=', 2)));
  const { version: versionId, rung, live: liveSince, at } = fields;
  if (versionId === undefined) return undefined;
  if (kind === 'pulse') return readPulse(versionId, fields);
  const isReminder = kind === 'reminder' && rung !== undefined && liveSince !== undefined && isInstant(at);
  return isReminder ? { kind, versionId, rung, liveSince, at } : undefined;
}

function readPulse(versionId: string, fields: Readonly<Record<string, string | undefined>>): PulseLabel {
  const { since, told, stuck, seen, stucktold } = fields;
  const trouble = troubles.find((known) => known === fields.trouble);
  const toldAt = (text: string | undefined) => (isInstant(text) ? { told: text } : {});
  return {
    kind: 'pulse',
    versionId,
    ...(trouble !== undefined && isInstant(since) && { trouble: { kind: trouble, since, ...toldAt(told) } }),
    ...(stuck !== undefined && isInstant(seen) && { stuck: { token: stuck, since: seen, ...toldAt(stucktold) } }),
  };
}
