import { asSentences, wordsOf } from '../lambda/intake/verdict-words.ts';
import { countDays } from '../lambda/notices/wording.ts';
import { isUrgent } from '../lambda/secrets/state-label.ts';
import type { Condition } from './condition.ts';
import type { ConditionExplanation } from './condition-explanation.ts';
import { askForOne, nothing, plainConditions } from './plain-conditions.ts';

export function explainCondition(condition: Condition): ConditionExplanation {
  switch (condition.kind) {
    case 'wrong-pair-revoked':
    case 'live-pair-dead':
    case 'value-broken':
      return explainTrouble(condition);
    case 'nothing-known':
      return explainNothingKnown(condition.days);
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
        means: `${condition.count === 1 ? 'An old pair is' : `${condition.count} old pairs are`} to be revoked. The watch asks support once the live pair has logged in.`,
      };
    case 'rollback-cut-off':
    case 'pair-staged':
    case 'rotating':
    case 'waiting-for-a-pair':
    case 'waiting-for-the-first-pair':
    case 'rotation-off':
    case 'unproven':
    case 'unsettled':
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
    todo: 'roll back; when that is refused ask for a new pair',
    next: ['rollback', 'request', 'stage'],
    asks: true,
  };
  switch (kind) {
    case 'wrong-pair-revoked':
      return {
        phrase: 'wrong pair revoked',
        means: `The vendor refuses the live pair and accepts the old one, ${since}.`,
        todo: 'roll back at once, then call support',
        next: ['rollback'],
        asks: true,
      };
    case 'live-pair-dead': {
      const means = `The vendor refuses the live pair, ${since}; no old one is known to work.`;
      return { phrase: 'live pair dead', means, ...rollBackOrAsk };
    }
    case 'value-broken':
      return {
        phrase: 'value broken',
        means: `The live value is no pair, ${since}: somebody put it by hand.`,
        ...rollBackOrAsk,
      };
  }
}

/** Before three days have passed nobody is mailed. */
const explainNothingKnown = (days: number): ConditionExplanation => ({
  phrase: `nothing known for ${days} d`,
  means: 'No login of the watch has told anything. Nothing is concluded from that.',
  ...(days < 3
    ? { todo: 'nothing: the watch tries again tomorrow', next: [], asks: false }
    : { todo: 'heading WatchInconclusive in docs/operating.md, then watch', next: ['watch'], asks: true }),
});

function explainRefused({ verdict, during }: Of<'pair-refused'>): ConditionExplanation {
  const words = wordsOf(verdict);
  const { next } = words;
  const told = { phrase: `pair refused (${verdict})`, means: asSentences(words).why, asks: true };
  if (during === 'testSecret') return { ...told, todo: 'clear the rotation, then stage', next: ['unstick', 'stage'] };
  if (next === 'rotate') return { ...told, todo: `heading ${verdict} in docs/operating.md, then rotate`, next: [next] };
  return { ...told, todo: 'stage the right pair', next: ['stage'] };
}

const explainStuck = ({ days, pairIsStaged }: Of<'stuck'>): ConditionExplanation => ({
  phrase: `stuck ${days} d`,
  means: `The same rotation is under way for ${countDays(days)} and blocks every other one.`,
  todo: pairIsStaged ? 'clear it, then rotate' : 'clear it, then stage a pair',
  next: ['unstick', pairIsStaged ? 'rotate' : 'stage'],
  asks: true,
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
        means: 'An earlier pair is live again. The one that was left stays valid until a different pair goes live.',
      };
  }
}

function explainOutstanding({ count, days, reason }: Of<'revocation-outstanding'>): ConditionExplanation {
  const what = count === 1 ? 'an old pair' : `${count} old pairs`;
  const since = days === 0 ? 'today' : `${countDays(days)} ago`;
  const when = count === 1 ? since : `${since} at first`;
  const told = {
    phrase: `${count === 1 ? 'revocation' : `${count} revocations`} outstanding ${days} d`,
    means: `Support was asked ${when} to revoke ${what}${isUrgent(reason) ? ` (${reason}: at once)` : ''}; that is not proved yet.`,
    next: [],
  };
  if (isUrgent(reason)) return { ...told, todo: `call support: the reason is a ${reason}`, asks: true };
  return days === 0
    ? { ...told, todo: 'nothing: the watch looks every day', asks: false }
    : { ...told, todo: 'ask support when they will revoke it', asks: true };
}
