import { refusingVerdicts } from './refusing-verdict.ts';

/** Verdicts that are left on the intake. An accepted pair needs none: it shows as `staged` on the credential. */
export const leftVerdicts = ['NothingStaged', 'Unavailable', ...refusingVerdicts] as const;
export type LeftVerdict = (typeof leftVerdicts)[number];

/** A verdict that ops has been mailed; `test-` when it was testSecret that refused. */
export type ToldVerdict = LeftVerdict | `test-${LeftVerdict}`;

/**
 * The one label that a rotation leaves on the intake's version: how `octopus rotate` learns the verdict
 * without the right to read a secret, and how a replay knows that ops was told.
 */
export interface VerdictLabel {
  readonly verdict: LeftVerdict;
  /** The rotation that came to this verdict. */
  readonly token: string;
  readonly told: readonly ToldVerdict[];
}

const prefix = 'verdict:';

export const formatVerdictLabel = ({ verdict, token, told }: VerdictLabel): string =>
  `${prefix}${verdict},token=${token}${told.length === 0 ? '' : `,told=${told.join('+')}`}`;

export function parseVerdictLabel(label: string): VerdictLabel | undefined {
  if (!label.startsWith(prefix)) return undefined;
  const [name = '', ...pairs] = label.slice(prefix.length).split(',');
  const { token, told = '' } = Object.fromEntries(pairs.map((pair) => pair.split('=', 2)));
  const verdict = leftVerdicts.find((known) => known === name);
  if (verdict === undefined || token === undefined) return undefined;
  return { verdict, token, told: told.split('+').filter(isTold) };
}

const isTold = (text: string): text is ToldVerdict =>
  leftVerdicts.some((verdict) => text === verdict || text === `test-${verdict}`);

/** The verdict among a version's labels, with everything told so far when a crash left two. */
export function verdictAmong(labels: readonly string[]): VerdictLabel | undefined {
  const found = labels.map(parseVerdictLabel).filter((label) => label !== undefined);
  const [first] = found;
  return first && { ...first, told: [...new Set(found.flatMap(({ told }) => told))] };
}
