import type { aView } from './a-view.ts';

export type Stages = Parameters<typeof aView>[0];

export const now = new Date('2026-11-24T10:00:00Z');
/** So many days ago, as labels write it. */
const ago = (days: number): string => `${new Date(now.getTime() - days * 86_400_000).toISOString().slice(0, 19)}Z`;
const live = (age = 30, more = '') => `octopus:live,at=${ago(age)},live=${ago(age)}${more}`;
const state = (name: string, days = 5, more = '') => `octopus:${name},at=${ago(days)},live=${ago(400)}${more}`;
const staged = `octopus:staged,at=${ago(0)},reason=scheduled`;
const pulse = (trouble: string, days: number) => `octopus:pulse,trouble=${trouble},since=${ago(days)}`;
const stuck = (token: string, days: number) => `octopus:pulse,stuck=${token.slice(0, 8)},seen=${ago(days)}`;

export const token = 'ab12cd34-0000-4000-8000-000000000000';
export const empty: Stages = { none: ['AWSCURRENT', 'octopus/empty'], used: ['AWSPREVIOUS'] };
export const asDeployed: Stages = { none: ['AWSCURRENT'] };
export const waiting: Stages = { pair: ['AWSCURRENT'], none: ['AWSPREVIOUS', 'octopus/empty'] };
export const holding = (verdict: string, about = token): Stages => ({
  pair: ['AWSCURRENT', `octopus/verdict=${verdict}/token=${about}`],
  none: ['AWSPREVIOUS', 'octopus/empty'],
});
const found = (verdict: string): Stages => ({
  none: ['AWSCURRENT', 'octopus/empty', `octopus/verdict=${verdict}/token=${token}`],
});

/** Labels as they can be, and what is said of them. */
export interface Case {
  readonly credential: Stages;
  readonly intake?: Stages;
  readonly says: readonly string[];
  readonly asks: boolean;
}

export const well = { v2: ['AWSCURRENT', live()], v1: ['AWSPREVIOUS'] };
export const pendingEmpty = { ...well, [token]: ['AWSPENDING'] };
export const pendingTaken = { ...well, [token]: ['AWSPENDING', staged] };

/** Every state that a credential can come into. */
export const cases: Readonly<Record<string, Case>> = {
  'a pair that is live, and nothing else': { credential: well, says: ['fresh'], asks: false },
  'an old pair that is proved to be revoked': {
    credential: { v2: ['AWSCURRENT', live()], v1: ['AWSPREVIOUS', state('revoked')] },
    says: ['fresh'],
    asks: false,
  },
  'the stack as deployed': {
    credential: { v1: ['AWSCURRENT'] },
    intake: asDeployed,
    says: ['waiting for the first pair'],
    asks: true,
  },
  'a placeholder of which ops was reminded': {
    credential: { v2: ['AWSCURRENT', `octopus:reminder,rung=first,live=none,at=${ago(3)}`], v1: ['AWSPREVIOUS'] },
    intake: asDeployed,
    says: ['waiting for the first pair'],
    asks: true,
  },
  'a first rotation that found nothing': {
    credential: { v1: ['AWSCURRENT'], [token]: ['AWSPENDING'] },
    intake: { none: ['AWSCURRENT', `octopus/verdict=NothingStaged/token=${token}`] },
    says: ['waiting for the first pair', 'waiting for a pair'],
    asks: true,
  },
  'a first pair that is being promoted': {
    credential: { v1: ['AWSCURRENT'], [token]: ['AWSPENDING', staged] },
    intake: waiting,
    says: ['rotating'],
    asks: false,
  },
  '61 days before the twelve months are over': {
    credential: { v1: ['AWSCURRENT', live(304)] },
    says: ['fresh'],
    asks: false,
  },
  '60 days before': { credential: { v1: ['AWSCURRENT', live(305)] }, says: ['due in 60 d'], asks: true },
  'the last day': { credential: { v1: ['AWSCURRENT', live(365)] }, says: ['due today'], asks: true },
  'the day after': { credential: { v1: ['AWSCURRENT', live(366)] }, says: ['overdue 1 d'], asks: true },
  'overdue with a pair that waits': {
    credential: { v1: ['AWSCURRENT', live(370)] },
    intake: waiting,
    says: ['pair staged', 'overdue 5 d'],
    asks: true,
  },
  'a pair that waits': { credential: well, intake: waiting, says: ['pair staged'], asks: true },
  'a pair of which the vendor told nothing, its rotation cleared': {
    credential: well,
    intake: holding('Unavailable'),
    says: ['pair staged'],
    asks: true,
  },
  'a rotation whose steps run': { credential: pendingEmpty, intake: waiting, says: ['rotating'], asks: false },
  'a rotation that took the pair': { credential: pendingTaken, intake: waiting, says: ['rotating'], asks: false },
  'a rotation to which the vendor told nothing': {
    credential: pendingEmpty,
    intake: holding('Unavailable'),
    says: ['rotating'],
    asks: false,
  },
  'a rotation that is about to move AWSCURRENT': {
    credential: { v2: ['AWSCURRENT', state('due', 0)], [token]: ['AWSPENDING', staged] },
    intake: waiting,
    says: ['rotating'],
    asks: false,
  },
  'a rotation that has moved AWSCURRENT': {
    credential: { [token]: ['AWSCURRENT', 'AWSPENDING', staged], v1: ['AWSPREVIOUS', state('due', 0)] },
    intake: waiting,
    says: ['rotating', 'revocation not asked for yet'],
    asks: false,
  },
  'a rotation that found nothing': {
    credential: pendingEmpty,
    intake: found('NothingStaged'),
    says: ['waiting for a pair'],
    asks: true,
  },
  'a rotation that found nothing, days ago': {
    credential: { v2: ['AWSCURRENT', live(), stuck(token, 3)], [token]: ['AWSPENDING'] },
    intake: found('NothingStaged'),
    says: ['waiting for a pair'],
    asks: true,
  },
  'a rotation that found the live pair': {
    credential: pendingEmpty,
    intake: found('AlreadyLive'),
    says: ['waiting for a pair'],
    asks: true,
  },
  'a pair staged while a rotation waits': {
    credential: pendingEmpty,
    intake: {
      pair: ['AWSCURRENT'],
      none: ['AWSPREVIOUS', 'octopus/empty', `octopus/verdict=NothingStaged/token=${token}`],
    },
    says: ['pair staged'],
    asks: true,
  },
  'a rotation that the watch has seen today': {
    credential: { v2: ['AWSCURRENT', live(), stuck(token, 0)], [token]: ['AWSPENDING'] },
    intake: waiting,
    says: ['rotating'],
    asks: false,
  },
  'a rotation that the watch saw three days ago': {
    credential: { v2: ['AWSCURRENT', live(), stuck(token, 3)], [token]: ['AWSPENDING'] },
    intake: waiting,
    says: ['stuck 3 d'],
    asks: true,
  },
  'a rotation of today, after another one that was stuck': {
    credential: { v2: ['AWSCURRENT', live(), stuck('ffffffff', 3)], [token]: ['AWSPENDING'] },
    intake: waiting,
    says: ['rotating'],
    asks: false,
  },
  'a refused pair that a later rotation looks at again': {
    credential: pendingEmpty,
    intake: holding('Rejected', 'another'),
    says: ['rotating'],
    asks: false,
  },
  'support asked today': {
    credential: { v2: ['AWSCURRENT', live()], v1: ['AWSPREVIOUS', state('requested', 0)] },
    says: ['revocation outstanding 0 d'],
    asks: false,
  },
  'support asked five days ago': {
    credential: { v2: ['AWSCURRENT', live()], v1: ['AWSPREVIOUS', state('requested')] },
    says: ['revocation outstanding 5 d'],
    asks: true,
  },
  'three pairs to be revoked': {
    credential: {
      v4: ['AWSCURRENT', live()],
      a: [state('requested', 40)],
      b: [state('requested', 9)],
      c: [state('due')],
    },
    says: ['2 revocations outstanding 40 d', 'revocation not asked for yet'],
    asks: true,
  },
  'support asked today because of a leak, and overdue': {
    credential: { v2: ['AWSCURRENT', live(400)], v1: [state('requested', 0, ',reason=leak')] },
    says: ['revocation outstanding 0 d', 'overdue 35 d'],
    asks: true,
  },
  'a rollback': {
    credential: { v1: ['AWSCURRENT', live()], v2: ['AWSPREVIOUS', state('rolled-back', 3)] },
    says: ['rolled back 3 d ago'],
    asks: true,
  },
  'a rollback that was cut off before AWSCURRENT moved': {
    credential: { v2: ['AWSCURRENT', state('rolled-back', 0)], v1: [state('requested', 0)] },
    says: ['overdue 35 d', 'not settled yet', 'revocation outstanding 0 d'],
    asks: true,
  },
  'a rollback that was cut off after it': {
    credential: { v1: ['AWSCURRENT', live(30).replace('live,', 'requested,')], v2: [state('rolled-back', 0)] },
    says: ['rollback cut off', 'rolled back 0 d ago'],
    asks: true,
  },
  'a rollback to a pair that was due, cut off after it': {
    credential: {
      v1: ['AWSCURRENT', live(30).replace('live,', 'due,')],
      v2: ['AWSPREVIOUS', state('rolled-back', 0)],
    },
    says: ['rollback cut off', 'rolled back 0 d ago', 'not settled yet'],
    asks: true,
  },
  'a wrong pair that was revoked': {
    credential: { v2: ['AWSCURRENT', live(), pulse('WrongPairRevoked', 2)], v1: [state('requested')] },
    says: ['wrong pair revoked', 'revocation outstanding 5 d'],
    asks: true,
  },
  'a dead live pair': {
    credential: { v2: ['AWSCURRENT', live(), pulse('LivePairDead', 2)] },
    says: ['live pair dead'],
    asks: true,
  },
  'what is remembered of the version before': {
    credential: { v2: ['AWSCURRENT', live()], v1: ['AWSPREVIOUS', pulse('LivePairDead', 2)] },
    says: ['fresh'],
    asks: false,
  },
  'a value broken by hand': {
    credential: { v3: ['AWSCURRENT', pulse('LiveValueBroken', 1)], v2: ['AWSPREVIOUS', state('live')] },
    says: ['value broken'],
    asks: true,
  },
  'a value that somebody put by hand just now': {
    credential: { v3: ['AWSCURRENT'], v2: ['AWSPREVIOUS', live()] },
    says: ['not settled yet'],
    asks: false,
  },
  'a value put by hand that has not logged in': {
    credential: { v3: ['AWSCURRENT', live(1, ',login=none')], v2: ['AWSPREVIOUS'] },
    says: ['put by hand, no login yet'],
    asks: false,
  },
  'a promotion that was cut off, its rotation gone': {
    credential: { v2: ['AWSCURRENT', staged], v1: ['AWSPREVIOUS', state('due', 0)] },
    says: ['not settled yet', 'revocation not asked for yet'],
    asks: false,
  },
  'a rotation that was cleared after it marked the live version': {
    credential: { v1: ['AWSCURRENT', live(30).replace('live,', 'due,')] },
    intake: waiting,
    says: ['pair staged', 'not settled yet'],
    asks: true,
  },
  'a version that was staged and given up': { credential: { ...well, gone: [staged] }, says: ['fresh'], asks: false },
  'two days on which no login told anything': {
    credential: { v2: ['AWSCURRENT', live(), pulse('Inconclusive', 2)] },
    says: ['nothing known for 2 d'],
    asks: false,
  },
  'four such days, and overdue': {
    credential: { v2: ['AWSCURRENT', live(370), pulse('Inconclusive', 4)] },
    says: ['nothing known for 4 d', 'overdue 5 d'],
    asks: true,
  },
};
