import { refusingVerdicts } from './refusing-verdict.ts';

/** Verdicts that are recorded on the intake. An accepted pair needs none: it shows as `staged` on the credential. */
export const recordedVerdicts = ['NothingStaged', 'Unavailable', ...refusingVerdicts] as const;
export type RecordedVerdict = (typeof recordedVerdicts)[number];

/** A verdict of which ops has been notified; `test-` when it was testSecret that refused. */
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

const prefix = 'octopus/verdict=';

/** `octopus/verdict=Rejected/token=<id>/notified=Rejected+test-Rejected`; a label has 256 characters at most. */
export const formatVerdictLabel = ({ verdict, token, notified }: VerdictLabel): string =>
  `${prefix}${verdict}/token=${token}${notified.length === 0 ? '' : `/notified=${notified.join('+')}`}`;

export function parseVerdictLabel(label: string): VerdictLabel | undefined {
  if (!label.startsWith(prefix)) return undefined;
  const [name = '', ...fields] = label.slice(prefix.length).split('/');
  const { token, notified = '' } = Object.fromEntries(fields.map((field) => field.split('=', 2)));
  const verdict = recordedVerdicts.find((known) => known === name);
  if (verdict === undefined || token === undefined) return undefined;
  return { verdict, token, notified: notified.split('+').filter(isNotifiedVerdict) };
}

const isNotifiedVerdict = (text: string): text is NotifiedVerdict =>
  recordedVerdicts.some((verdict) => text === verdict || text === `test-${verdict}`);

/** The verdict among a version's labels. After a crash there may be two: their notified verdicts are put together. */
export function verdictAmong(labels: readonly string[]): VerdictLabel | undefined {
  const found = labels.map(parseVerdictLabel).filter((label) => label !== undefined);
  const [first] = found;
  return first && { ...first, notified: [...new Set(found.flatMap(({ notified }) => notified))] };
}
