import { type Case, casesOf, type ReadVersions, unlabelledPrevious } from '../../../lambda/secrets/cases.ts';
import { writeInstant } from '../../../lambda/secrets/label.ts';
import { currentVersion, type SecretView } from '../../../lambda/secrets/secret-view.ts';
import { formatStateLabel, parseStateLabel, type StateLabel } from '../../../lambda/secrets/state-label.ts';

/** Names for instants, in the order of time. `made` is when every value was put. */
export const instants = {
  early: '2025-06-01T00:00:00Z',
  made: '2025-12-01T00:00:00Z',
  january: '2026-01-01T00:00:00Z',
  june: '2026-06-01T00:00:00Z',
  before: '2026-11-24T09:59:00Z',
  just: '2026-11-24T09:59:59Z',
  now: '2026-11-24T10:00:00Z',
} as const;

/** Pairs are named by one of the letters `a` to `f`. */
export const fingerprintOf = (pair: string): string => pair.repeat(12);

const pairIn = (text: string): string => (/^[a-f]$/.test(text) ? fingerprintOf(text) : text);
const instantIn = (text: string): string => writeInstant(instants[text as keyof typeof instants]) ?? text;

/** Spells `due at=june for=b` out, for the pair and the version that carry it. A text without a space stays as it is. */
export function spelled(text: string, { versionId, pair }: { versionId: string; pair: string }): string {
  const [state, ...fields] = text.split(' ');
  if (fields.length === 0) return text;
  const written = [`pair=${pair}`, ...fields].map((field) => {
    const [name, value = ''] = field.split('=');
    return `${name}=${name === 'pair' || name === 'for' ? pairIn(value) : instantIn(value)}`;
  });
  const label = parseStateLabel(['octopus', state, ...written, `version=${versionId}`].join('/').replace(/\/$/, ''));
  if (label === undefined) throw new Error(`${text} is no state label`);
  return formatStateLabel(label);
}

/** The other way round, without the version: `due at=june for=b`. */
export const inShort = (label: StateLabel): string =>
  formatStateLabel(label)
    .replace(/^octopus\/|\/pair=[^/]*|\/version=.*$/g, '')
    .replace(/=([a-f])\1{11}(?=\/|$)/g, '=$1')
    .replace(/=(\d{8}T\d{6}Z)/g, (_, written: string) => `=${nameOf(written)}`)
    .replaceAll('/', ' ');

const nameOf = (written: string): string =>
  Object.entries(instants).find(([, instant]) => writeInstant(instant) === written)?.[0] ?? written;

/** The labels of a version, a state as `due at=june reason=leak`; and its pair, by a letter. */
export type Version = readonly [labels: readonly string[], pair: string];

export type Versions = Readonly<Record<string, Version>>;

export function viewWith(versions: Versions, more: Partial<SecretView> = {}): SecretView {
  const stages = Object.entries(versions).map(([versionId, [labels, pair]]) => [
    versionId,
    labels.map((label) => spelled(label, { versionId, pair })),
  ]);
  return {
    arn: 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:octopus-cards/sandbox/api-AbCdEf',
    name: 'octopus-cards/sandbox/api',
    rotationEnabled: true,
    stages: Object.fromEntries(stages),
    ...more,
  };
}

/** What is read of the values to decide: AWSCURRENT, and an AWSPREVIOUS without a label. A `broken` value is no pair. */
export function readOf(view: SecretView, versions: Versions): ReadVersions {
  const read = [currentVersion(view), unlabelledPrevious(view)].flatMap((versionId) => {
    const pair = versions[versionId ?? '']?.[1];
    return versionId === undefined || pair === undefined || pair === 'unread'
      ? []
      : [[versionId, readAs(pair)] as const];
  });
  return Object.fromEntries(read);
}

export const readAs = (pair: string): ReadVersions[string] => ({
  pair: pair === 'broken' ? undefined : fingerprintOf(pair),
  createdAt: instants.made,
});

export const casesIn = (versions: Versions) => {
  const view = viewWith(versions);
  return casesOf(view, readOf(view, versions));
};

/** What is folded into a case, in a line: its pair, its version, its label, and the promotion that is not announced. */
export function line({ pair, versionId, label, promotion, isLive, isPrevious, createdAt }: Case): string {
  const where = [isLive && 'live', isPrevious && 'previous', createdAt && 'read'].filter(
    (word) => word !== false && word,
  );
  const says = label === undefined ? 'no label' : inShort(label);
  const announced = promotion === undefined ? '' : `; to announce: ${inShort(promotion)}`;
  return `${pair[0]} in ${versionId} (${where.join()}): ${says}${announced}`;
}
