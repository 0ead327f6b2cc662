import { daysBetween } from '../../lambda/reminder/days-between.ts';
import { isHalfDone } from '../../lambda/rollback/find-target.ts';
import { casesOf, type LabelledCase, openCases } from '../../lambda/secrets/cases.ts';
import { type SecretView, versionWith } from '../../lambda/secrets/secret-view.ts';
import { isUrgent, type State, type StateLabel } from '../../lambda/secrets/state-label.ts';
import { remembered } from '../../lambda/watch/memory.ts';
import type { Trouble } from '../../lambda/watch/watch-label.ts';
import type { SecretViews } from '../aws/secret-views.ts';
import { pendingVersion } from '../rotation/start-rotation.ts';
import type { Condition } from './condition.ts';
import { judgeRotation, type LabelFacts } from './judge-rotation.ts';
import { liveFacts } from './live-facts.ts';

interface Facts extends LabelFacts {
  readonly rotation: Condition | undefined;
}

/** Every condition of a credential, the most pressing first, derived from labels alone. Never empty. */
export function conditionsOf({ credential, intake }: SecretViews, now: Date): readonly [Condition, ...Condition[]] {
  const pending = pendingVersion(credential);
  const today = now.toISOString();
  const labels: LabelFacts = { credential, intake, today, pending, ...liveFacts(credential, today) };
  const facts: Facts = { ...labels, rotation: judgeRotation(labels) };
  const found = rules.map((rule) => rule(facts)).filter((condition) => condition !== undefined);
  const [first, ...others] = found;
  return first === undefined ? [{ kind: 'fresh' }] : [first, ...others];
}

type Rule = (facts: Facts) => Condition | undefined;

/** The problem of the version that is live now: after a promotion, the old version still has its label. */
function problemOf({ credential, current }: Facts) {
  const found = remembered.health(credential);
  return found?.versionId === current ? found?.trouble : undefined;
}

const hasProblem =
  (kind: 'wrong-pair-revoked' | 'live-pair-dead' | 'value-broken', trouble: Trouble): Rule =>
  (facts) => {
    const found = problemOf(facts);
    return found?.kind === trouble ? { kind, days: daysBetween(found.since, facts.today) } : undefined;
  };

/** Ops is notified after three days in a row. */
const notifiedAfterDays = 3;

const inconclusive =
  (isReported: boolean): Rule =>
  (facts) => {
    const found = problemOf(facts);
    if (found?.kind !== 'Inconclusive') return undefined;
    const days = daysBetween(found.since, facts.today);
    return days >= notifiedAfterDays === isReported ? { kind: 'inconclusive', days } : undefined;
  };

const rollbackCutOff: Rule = ({ credential, label }) =>
  label?.state === 'requested' || isHalfDone(casesOf(credential)) ? { kind: 'rollback-cut-off' } : undefined;

const rotationIs =
  (...kinds: readonly Condition['kind'][]): Rule =>
  ({ rotation }) =>
    rotation !== undefined && kinds.includes(rotation.kind) ? rotation : undefined;

const openIn = (credential: SecretView, state: State): readonly LabelledCase[] =>
  openCases(casesOf(credential)).filter(({ label }) => label.state === state);

const outstanding =
  (which: (label: StateLabel, days: number) => boolean): Rule =>
  ({ credential, today }) => {
    const open = openIn(credential, 'requested')
      .map(({ label }) => ({ label, days: daysBetween(label.at, today) }))
      .filter(({ label, days }) => which(label, days));
    const [oldest] = open.toSorted((a, b) => b.days - a.days);
    if (oldest === undefined) return undefined;
    const { reason } = oldest.label;
    const { days } = oldest;
    return { kind: 'revocation-outstanding', count: open.length, days, ...(reason !== undefined && { reason }) };
  };

const toCome: Rule = ({ credential }) => {
  const count = openIn(credential, 'due').length;
  return count === 0 ? undefined : { kind: 'revocation-to-come', count };
};

const rolledBack: Rule = ({ credential, today }) => {
  const [newest] = openIn(credential, 'rolled-back')
    .map(({ label }) => label)
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

/** Somebody moved AWSCURRENT outside a rotation, or a run was cut off: the next watch corrects the labels. */
const unreconciled: Rule = (facts) => {
  const { credential, label, isFirst } = facts;
  if (isFirst || problemOf(facts)?.kind === 'LiveValueBroken') return undefined;
  const isLiveElsewhere = casesOf(credential).some((one) => !one.isLive && one.label?.state === 'live');
  return isLiveElsewhere || !isReconciled(label, versionWith(credential, 'AWSPENDING') !== undefined)
    ? { kind: 'unreconciled' }
    : undefined;
};

function isReconciled(label: StateLabel | undefined, isRotating: boolean): boolean {
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

/** A rotation that is under way ends such a condition by itself, so nobody has to do anything. */
const unlessRotating =
  (rule: Rule): Rule =>
  (facts) =>
    facts.rotation?.kind === 'rotating' ? undefined : rule(facts);

/** The most pressing first. */
const rules: readonly Rule[] = [
  hasProblem('wrong-pair-revoked', 'WrongPairRevoked'),
  hasProblem('live-pair-dead', 'LivePairDead'),
  hasProblem('value-broken', 'LiveValueBroken'),
  rollbackCutOff,
  rotationIs('pair-refused'),
  rotationIs('stuck'),
  outstanding(({ reason }) => isUrgent(reason)),
  inconclusive(true),
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
  unreconciled,
  outstanding(({ reason }, days) => !isUrgent(reason) && days < 1),
  toCome,
  inconclusive(false),
];
