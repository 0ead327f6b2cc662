import { nextRepair } from '../../../lambda/revocation/next-repair.ts';
import type { HeldValue, Situation } from '../../../lambda/revocation/situation.ts';
import { parseCredentialValue } from '../../../lambda/secrets/credential-value.ts';
import { formatStateLabel } from '../../../lambda/secrets/state-label.ts';
import { aView } from '../cli/a-view.ts';

/** Names for instants, in the order of time. `made` is when every value was put. */
const instants = {
  early: '2025-06-01T00:00:00Z',
  made: '2025-12-01T00:00:00Z',
  january: '2026-01-01T00:00:00Z',
  june: '2026-06-01T00:00:00Z',
  before: '2026-11-24T09:59:00Z',
  just: '2026-11-24T09:59:01Z',
  now: '2026-11-24T10:00:00Z',
} as const;

const named = (text: string, from: 'name' | 'instant'): string =>
  Object.entries(instants).reduce(
    (seen, [name, instant]) =>
      from === 'name' ? seen.replaceAll(`=${name}`, `=${instant}`) : seen.replaceAll(instant, name),
    text,
  );

/** Labels of a version, a state of ours as `due at=june reason=leak`; and its pair, by a name. */
export type Version = readonly [labels: readonly string[], pair: string | 'broken' | 'unread'];

function held(pair: string): HeldValue {
  const text = JSON.stringify({ API_KEY: `key-of-${pair}`, API_SECRET: `secret-of-${pair}` });
  return { createdAt: instants.made, value: parseCredentialValue(pair === 'broken' ? undefined : text) };
}

function situation(versions: Readonly<Record<string, Version>>, liveProven: boolean): Situation {
  const entries = Object.entries(versions);
  const spelled = (label: string) =>
    /^[A-Z]/.test(label) ? label : `octopus:${named(label, 'name').replaceAll(' ', ',')}`;
  return {
    now: instants.now,
    liveProven,
    view: aView(Object.fromEntries(entries.map(([id, [labels]]) => [id, labels.map(spelled)]))),
    values: Object.fromEntries(
      entries.filter(([, [, pair]]) => pair !== 'unread').map(([id, [, pair]]) => [id, held(pair)]),
    ),
  };
}

/** The next repair in a line: what, which version, and its state afterwards. */
export function next(versions: Readonly<Record<string, Version>>, liveProven = true): string {
  const repair = nextRepair(situation(versions, liveProven));
  if (repair === undefined) return 'nothing';
  const { kind, versionId, to } = repair;
  const text =
    to === undefined
      ? 'none'
      : formatStateLabel(to)
          .replace(/^octopus:/, '')
          .replace(/,version=.*/, '');
  return `${kind} ${versionId}: ${named(text, 'instant').replaceAll(',', ' ')}`;
}

/** A live version that nothing is open for. */
export const live: Version = [['AWSCURRENT', 'live at=june live=june'], 'b'];

export type Row = readonly [what: string, versions: Readonly<Record<string, Version>>, repair: string];
