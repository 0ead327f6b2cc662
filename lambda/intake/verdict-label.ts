import { refusingVerdicts } from './refusing-verdict.ts';

/** Verdicts that are left on the intake. An accepted pair needs none: it shows as `staged` on the credential. */
export const recordedVerdicts = ['NothingStaged', 'Unavailable', ...refusingVerdicts] as const;
export type RecordedVerdict = (typeof recordedVerdicts)[number];

/** A verdict that ops has been mailed; `test-` when it was testSecret that refused. */
export type NotifiedVerdict = RecordedVerdict | `test-${RecordedVerdict}`;

/**
 * The one label that a rotation leaves on the intake's version: how `octopus rotate` learns the verdict
 * without the right to read a secret, and how a replay knows that ops was notified.
 */
export interface VerdictLabel {
  readonly verdict: RecordedVerdict;
  /** The rotation that came to this verdict. */
  readonly token: string;
  readonly notified: readonly NotifiedVerdict[];
}

const prefix = 'verdict:';

export const formatVerdictLabel = ({ verdict, token, notified }: VerdictLabel): string =>
  `${prefix}${verdict},token=${token}${notified.length === 0 ? '' : `,told=${notified.join('+')}`}`;

export function parseVerdictLabel(label: string): VerdictLabel | undefined {
  if (!label.startsWith(prefix)) return undefined;
  const [name = '', ...pairs] = label.slice(prefix.length).split(',');
  const { token, told: notified = '' } = Object.fromEntries(pairs.map((pair) => pair.split('=', 2)));
  const verdict = recordedVerdicts.find((known) => known === name);
  if (verdict === undefined || token === undefined) return undefined;
  return { verdict, token, notified: notified.split('+').filter(isNotifiedVerdict) };
}

const isNotifiedVerdict = (text: string): text is NotifiedVerdict =>
  recordedVerdicts.some((verdict) => text === verdict || text === `test-${verdict}`);

/** The verdict among a version's labels, with everything notified so far when a crash left two. */
export function verdictAmong(labels: readonly string[]): VerdictLabel | undefined {
  const found = labels.map(parseVerdictLabel).filter((label) => label !== undefined);
  const [first] = found;
  return first && { ...first, notified: [...new Set(found.flatMap(({ notified }) => notified))] };
}
