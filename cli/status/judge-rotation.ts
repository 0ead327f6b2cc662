import { holdsPair } from '../../lambda/intake/intake.ts';
import type { RefusingVerdict } from '../../lambda/intake/refusing-verdict.ts';
import { type RecordedVerdict, verdictAmong } from '../../lambda/intake/verdict-label.ts';
import { daysBetween } from '../../lambda/reminder/days-between.ts';
import { currentVersion, has, type SecretView, stateOf } from '../../lambda/secrets/secret-view.ts';
import { remembered } from '../../lambda/watch/memory.ts';
import type { Condition } from './condition.ts';
import type { LiveFacts } from './live-facts.ts';

/** What the labels of both secrets say; the input of the conditions. */
export interface LabelFacts extends LiveFacts {
  readonly credential: SecretView;
  readonly intake: SecretView;
  readonly today: string;
  /** AWSPENDING, on a version that is not live. */
  readonly pending: string | undefined;
}

/** The condition of AWSPENDING, or of the pair in the intake; `undefined` when there is neither. */
export function judgeRotation(facts: LabelFacts): Condition | undefined {
  const { credential, intake, pending, label, current, today } = facts;
  const isPromoting = label?.state === 'staged' && has(credential, current ?? '', 'AWSPENDING');
  if (isPromoting) return { kind: 'rotating' };
  const refused = judgeRefusal(facts);
  if (refused !== undefined) return refused;
  const pairIsStaged = holdsPair(intake);
  if (pending === undefined) return pairIsStaged ? { kind: 'pair-staged' } : undefined;
  if (waitsForPair(facts, pending)) return { kind: pairIsStaged ? 'pair-staged' : 'waiting-for-a-pair' };
  const stuck = remembered.health(credential)?.stuck;
  const days = stuck?.token === pending.slice(0, 8) ? daysBetween(stuck.since, today) : 0;
  return days >= 1 ? { kind: 'stuck', days, pairIsStaged } : { kind: 'rotating' };
}

/** A pair that was refused stays in the intake, with the verdict on its version. */
function judgeRefusal({ credential, intake, pending }: LabelFacts): Condition | undefined {
  const found = verdictAmong(intake.stages[currentVersion(intake) ?? ''] ?? []);
  if (found === undefined || !holdsPair(intake) || !isRefusal(found.verdict)) return undefined;
  // A later rotation reads it again.
  if (pending !== undefined && pending !== found.token) return undefined;
  const wasTaken = pending !== undefined && stateOf(credential, pending) !== undefined;
  return { kind: 'pair-refused', verdict: found.verdict, during: wasTaken ? 'testSecret' : 'createSecret' };
}

const isRefusal = (verdict: RecordedVerdict): verdict is RefusingVerdict =>
  verdict !== 'NothingStaged' && verdict !== 'Unavailable';

/** The rotation found no pair to take, and waits until one is staged. */
const waitsForPair = ({ intake }: LabelFacts, pending: string): boolean =>
  Object.values(intake.stages)
    .map(verdictAmong)
    .some(
      (found) => found?.token === pending && (found.verdict === 'NothingStaged' || found.verdict === 'AlreadyLive'),
    );
