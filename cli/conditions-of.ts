import { daysBetween } from '../lambda/reminder/days-between.ts';
import { isHalfDone } from '../lambda/rollback/find-target.ts';
import { statedVersions, versionWith } from '../lambda/secrets/secret-view.ts';
import { isUrgent, type StateLabel } from '../lambda/secrets/state-label.ts';
import { remembered } from '../lambda/watch/memory.ts';
import type { Trouble } from '../lambda/watch/watch-label.ts';
import type { Condition } from './condition.ts';
import { judgeRotation, type Seen } from './judge-rotation.ts';
import { liveFacts } from './live-facts.ts';
import type { Look } from './progress.ts';
import { pendingVersion } from './start-rotation.ts';

interface Facts extends Seen {
  readonly rotation: Condition | undefined;
}

/** Everything that is the case, the most pressing first. Never empty. Decides from labels alone. */
export function conditionsOf({ credential, intake }: Look, now: Date): readonly [Condition, ...Condition[]] {
  const pending = pendingVersion(credential);
  const today = now.toISOString();
  const seen: Seen = { credential, intake, today, pending, ...liveFacts(credential, today) };
  const facts: Facts = { ...seen, rotation: judgeRotation(seen) };
  const found = rules.map((rule) => rule(facts)).filter((condition) => condition !== undefined);
  const [first, ...others] = found;
  return first === undefined ? [{ kind: 'fresh' }] : [first, ...others];
}

type Rule = (facts: Facts) => Condition | undefined;

/** Of the version that is live now: after a promotion what was wrong is still remembered on the one before. */
function troubleOf({ credential, current }: Facts) {
  const pulse = remembered.pulse(credential);
  return pulse?.versionId === current ? pulse?.trouble : undefined;
}

const inTrouble =
  (kind: 'wrong-pair-revoked' | 'live-pair-dead' | 'value-broken', trouble: Trouble): Rule =>
  (facts) => {
    const found = troubleOf(facts);
    return found?.kind === trouble ? { kind, days: daysBetween(found.since, facts.today) } : undefined;
  };

/** Ops is told after three days in a row. */
const toldAfterDays = 3;

const nothingKnown =
  (isNotifiedVerdict: boolean): Rule =>
  (facts) => {
    const found = troubleOf(facts);
    if (found?.kind !== 'Inconclusive') return undefined;
    const days = daysBetween(found.since, facts.today);
    return days >= toldAfterDays === isNotifiedVerdict ? { kind: 'nothing-known', days } : undefined;
  };

const rollbackCutOff: Rule = ({ credential, label }) =>
  label?.state === 'requested' || isHalfDone(credential) ? { kind: 'rollback-cut-off' } : undefined;

const rotationIs =
  (...kinds: readonly Condition['kind'][]): Rule =>
  ({ rotation }) =>
    rotation !== undefined && kinds.includes(rotation.kind) ? rotation : undefined;

const outstanding =
  (which: (label: StateLabel, days: number) => boolean): Rule =>
  ({ credential, current, today }) => {
    const open = statedVersions(credential)
      .filter(({ state, versionId }) => state === 'requested' && versionId !== current)
      .map((label) => ({ label, days: daysBetween(label.at, today) }))
      .filter(({ label, days }) => which(label, days));
    const [oldest] = open.toSorted((a, b) => b.days - a.days);
    if (oldest === undefined) return undefined;
    const { reason } = oldest.label;
    const { days } = oldest;
    return { kind: 'revocation-outstanding', count: open.length, days, ...(reason !== undefined && { reason }) };
  };

const toCome: Rule = ({ credential, current }) => {
  const count = statedVersions(credential).filter(
    ({ state, versionId }) => state === 'due' && versionId !== current,
  ).length;
  return count === 0 ? undefined : { kind: 'revocation-to-come', count };
};

const rolledBack: Rule = ({ credential, current, today }) => {
  const [newest] = statedVersions(credential)
    .filter(({ state, versionId }) => state === 'rolled-back' && versionId !== current)
    .toSorted((a, b) => b.at.localeCompare(a.at));
  return newest && { kind: 'rolled-back', days: daysBetween(newest.at, today) };
};

/** As early as the first reminder, unless the settings say otherwise. */
const dueSoonDays = 60;

const overdue: Rule = ({ daysToDue }) =>
  daysToDue !== undefined && daysToDue < 0 ? { kind: 'overdue', days: -daysToDue } : undefined;

const due: Rule = ({ daysToDue }) =>
  daysToDue !== undefined && daysToDue >= 0 && daysToDue <= dueSoonDays ? { kind: 'due', days: daysToDue } : undefined;

const firstPair: Rule = ({ isFirst }) => (isFirst ? { kind: 'waiting-for-the-first-pair' } : undefined);

const rotationOff: Rule = ({ credential }) => (credential.rotationEnabled ? undefined : { kind: 'rotation-off' });

const unproven: Rule = ({ label }) => (label?.unproven === undefined ? undefined : { kind: 'unproven' });

/** Somebody moved AWSCURRENT by hand, or a run was cut off: the next watch puts the labels right. */
const unsettled: Rule = (facts) => {
  const { credential, label, current, isFirst } = facts;
  if (isFirst || troubleOf(facts)?.kind === 'LiveValueBroken') return undefined;
  const isLiveElsewhere = statedVersions(credential).some(
    ({ state, versionId }) => state === 'live' && versionId !== current,
  );
  return isLiveElsewhere || !isSettled(label, versionWith(credential, 'AWSPENDING') !== undefined)
    ? { kind: 'unsettled' }
    : undefined;
};

function isSettled(label: StateLabel | undefined, isRotating: boolean): boolean {
  switch (label?.state) {
    case 'live':
    case 'requested':
      return true;
    case 'due':
    case 'staged':
      return isRotating;
    case 'rolled-back':
    case 'revoked':
    case undefined:
      return false;
  }
}

/** What a rotation that is under way ends by itself is nothing that a person has to do. */
const unlessRotating =
  (rule: Rule): Rule =>
  (facts) =>
    facts.rotation?.kind === 'rotating' ? undefined : rule(facts);

/** The most pressing first. */
const rules: readonly Rule[] = [
  inTrouble('wrong-pair-revoked', 'WrongPairRevoked'),
  inTrouble('live-pair-dead', 'LivePairDead'),
  inTrouble('value-broken', 'LiveValueBroken'),
  rollbackCutOff,
  rotationIs('pair-refused'),
  rotationIs('stuck'),
  outstanding(({ reason }) => isUrgent(reason)),
  nothingKnown(true),
  rotationIs('pair-staged'),
  rotationIs('rotating'),
  unlessRotating(overdue),
  unlessRotating(firstPair),
  rotationIs('waiting-for-a-pair'),
  rolledBack,
  outstanding(({ reason }, days) => !isUrgent(reason) && days >= 1),
  rotationOff,
  unlessRotating(due),
  unproven,
  unsettled,
  outstanding(({ reason }, days) => !isUrgent(reason) && days < 1),
  toCome,
  nothingKnown(false),
];
