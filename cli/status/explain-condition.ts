import { asSentences, wordsOf } from '../../lambda/intake/verdict-words.ts';
import { countDays } from '../../lambda/notices/wording.ts';
import { isUrgent } from '../../lambda/secrets/state-label.ts';
import type { Condition } from './condition.ts';
import type { ConditionExplanation } from './condition-explanation.ts';
import { askForOne, nothing, plainConditions } from './plain-conditions.ts';

export function explainCondition(condition: Condition): ConditionExplanation {
  switch (condition.kind) {
    case 'wrong-pair-revoked':
    case 'live-pair-dead':
    case 'value-broken':
      return explainTrouble(condition);
    case 'inconclusive':
      return explainInconclusive(condition.days);
    case 'pair-refused':
      return explainRefused(condition);
    case 'stuck':
      return explainStuck(condition);
    case 'overdue':
    case 'due':
    case 'rolled-back':
      return { ...explainDays(condition), ...askForOne };
    case 'revocation-outstanding':
      return explainOutstanding(condition);
    case 'revocation-to-come':
      return {
        ...nothing,
        phrase: 'revocation not asked for yet',
        means: `${condition.count === 1 ? 'An old pair is' : `${condition.count} old pairs are`} to be revoked. Support is asked when the hand-over to the applications is over and the live pair has logged in.`,
      };
    case 'rollback-cut-off':
    case 'pair-staged':
    case 'rotating':
    case 'waiting-for-a-pair':
    case 'waiting-for-the-first-pair':
    case 'rotation-off':
    case 'unproven':
    case 'unreconciled':
    case 'fresh':
      return plainConditions[condition.kind];
  }
}

interface Trouble {
  readonly kind: 'wrong-pair-revoked' | 'live-pair-dead' | 'value-broken';
  readonly days: number;
}

interface Counted {
  readonly kind: 'overdue' | 'due' | 'rolled-back';
  readonly days: number;
}

type Of<Kind extends Condition['kind']> = Condition & { readonly kind: Kind };

function explainTrouble({ kind, days }: Trouble): ConditionExplanation {
  const since = days === 0 ? 'since today' : `for ${countDays(days)}`;
  const rollBackOrAsk = {
    todo: 'roll back; if that is refused, ask for a new pair',
    next: ['rollback', 'request', 'stage'],
    needsPerson: true,
  };
  switch (kind) {
    case 'wrong-pair-revoked':
      return {
        phrase: 'wrong pair revoked',
        means: `The vendor refuses the live pair and accepts the old one, ${since}.`,
        todo: 'roll back at once, then call support',
        next: ['rollback'],
        needsPerson: true,
      };
    case 'live-pair-dead': {
      const means = `The vendor refuses the live pair, ${since}; no old one is known to work.`;
      return { phrase: 'live pair dead', means, ...rollBackOrAsk };
    }
    case 'value-broken':
      return {
        phrase: 'value broken',
        means: `The live value is not a pair, ${since}: somebody wrote it manually.`,
        ...rollBackOrAsk,
      };
  }
}

/** Ops gets no mail before the third day. */
const explainInconclusive = (days: number): ConditionExplanation => ({
  phrase: `inconclusive for ${days} d`,
  means: 'The logins of the watch were inconclusive, so nothing new is known of any pair.',
  ...(days < 3
    ? { todo: 'nothing: the watch tries again tomorrow', next: [], needsPerson: false }
    : { todo: 'read WatchInconclusive in docs/operating.md, then run the watch', next: ['watch'], needsPerson: true }),
});

function explainRefused({ verdict, during }: Of<'pair-refused'>): ConditionExplanation {
  const words = wordsOf(verdict);
  const { next } = words;
  const refusal = { phrase: `pair refused (${verdict})`, means: asSentences(words).why, needsPerson: true };
  if (during === 'testSecret')
    return { ...refusal, todo: 'clear the rotation, then stage', next: ['unstick', 'stage'] };
  if (next === 'rotate') return { ...refusal, todo: `read ${verdict} in docs/operating.md, then rotate`, next: [next] };
  return { ...refusal, todo: 'stage the right pair', next: ['stage'] };
}

const explainStuck = ({ days, pairIsStaged }: Of<'stuck'>): ConditionExplanation => ({
  phrase: `stuck ${days} d`,
  means: `The same rotation has been under way for ${countDays(days)} and blocks every other rotation.`,
  todo: pairIsStaged ? 'clear it, then rotate' : 'clear it, then stage a pair',
  next: ['unstick', pairIsStaged ? 'rotate' : 'stage'],
  needsPerson: true,
});

function explainDays({ kind, days }: Counted): { phrase: string; means: string } {
  switch (kind) {
    case 'overdue':
      return {
        phrase: `overdue ${days} d`,
        means: `The twelve months of the live pair have been over for ${countDays(days)}.`,
      };
    case 'due': {
      const phrase = days === 0 ? 'due today' : `due in ${days} d`;
      const when = days === 0 ? 'today' : `in ${countDays(days)}`;
      return { phrase, means: `The twelve months of the live pair are over ${when}.` };
    }
    case 'rolled-back':
      return {
        phrase: `rolled back ${days} d ago`,
        means: 'An earlier pair is live again. The pair it replaced stays valid until a new pair goes live.',
      };
  }
}

function explainOutstanding({ count, days, reason }: Of<'revocation-outstanding'>): ConditionExplanation {
  const what = count === 1 ? 'an old pair' : `${count} old pairs`;
  const since = days === 0 ? 'today' : `${countDays(days)} ago`;
  const when = count === 1 ? since : `${since} at first`;
  const outstanding = {
    phrase: `${count === 1 ? 'revocation' : `${count} revocations`} outstanding ${days} d`,
    means: `Support was asked ${when} to revoke ${what}${isUrgent(reason) ? ` (${reason}: at once)` : ''}; the revocation is not proved yet.`,
    next: [],
  };
  if (isUrgent(reason)) return { ...outstanding, todo: `call support: the reason is a ${reason}`, needsPerson: true };
  return days === 0
    ? { ...outstanding, todo: 'nothing: the watch checks every day', needsPerson: false }
    : { ...outstanding, todo: 'ask support when they will revoke it', needsPerson: true };
}
