import type { aView } from '../a-view.ts';

export type Stages = Parameters<typeof aView>[0];

export const now = new Date('2026-11-24T10:00:00Z');
/** So many days ago, as labels write it. */
const ago = (days: number): string => `${new Date(now.getTime() - days * 86_400_000).toISOString().slice(0, 19)}Z`;
const live = (age = 30, more = '') => `live at=${ago(age)} live=${ago(age)}${more}`;
const state = (name: string, days = 5, more = '') => `${name} at=${ago(days)} live=${ago(400)}${more}`;
const staged = `staged at=${ago(0)} reason=scheduled`;
const health = (trouble: string, days: number) => `health trouble=${trouble} since=${ago(days)}`;
const stuck = (token: string, days: number) => `health stuck=${token.slice(0, 8)} seen=${ago(days)}`;

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
  readonly needsPerson: boolean;
}

export const well = { v2: ['AWSCURRENT', live()], v1: ['AWSPREVIOUS'] };
export const pendingEmpty = { ...well, [token]: ['AWSPENDING'] };
export const pendingTaken = { ...well, [token]: ['AWSPENDING', staged] };

/** Every state that a credential can come into. */
export const cases: Readonly<Record<string, Case>> = {
  'a pair that is live, and nothing else': { credential: well, says: ['fresh'], needsPerson: false },
  'an old pair that is proved to be revoked': {
    credential: { v2: ['AWSCURRENT', live()], v1: ['AWSPREVIOUS', state('revoked')] },
    says: ['fresh'],
    needsPerson: false,
  },
  'the stack as deployed': {
    credential: { v1: ['AWSCURRENT'] },
    intake: asDeployed,
    says: ['waiting for the first pair'],
    needsPerson: true,
  },
  'a placeholder of which ops was reminded': {
    credential: { v2: ['AWSCURRENT', `reminder rung=first live=none at=${ago(3)}`], v1: ['AWSPREVIOUS'] },
    intake: asDeployed,
    says: ['waiting for the first pair'],
    needsPerson: true,
  },
  'a first rotation that found nothing': {
    credential: { v1: ['AWSCURRENT'], [token]: ['AWSPENDING'] },
    intake: { none: ['AWSCURRENT', `octopus/verdict=NothingStaged/token=${token}`] },
    says: ['waiting for the first pair', 'waiting for a pair'],
    needsPerson: true,
  },
  'a first pair that is being promoted': {
    credential: { v1: ['AWSCURRENT'], [token]: ['AWSPENDING', staged] },
    intake: waiting,
    says: ['rotating'],
    needsPerson: false,
  },
  '61 days before the twelve months are over': {
    credential: { v1: ['AWSCURRENT', live(304)] },
    says: ['fresh'],
    needsPerson: false,
  },
  '60 days before': { credential: { v1: ['AWSCURRENT', live(305)] }, says: ['due in 60 d'], needsPerson: true },
  'the last day': { credential: { v1: ['AWSCURRENT', live(365)] }, says: ['due today'], needsPerson: true },
  'the day after': { credential: { v1: ['AWSCURRENT', live(366)] }, says: ['overdue 1 d'], needsPerson: true },
  'overdue with a pair that waits': {
    credential: { v1: ['AWSCURRENT', live(370)] },
    intake: waiting,
    says: ['pair staged', 'overdue 5 d'],
    needsPerson: true,
  },
  'a pair that waits': { credential: well, intake: waiting, says: ['pair staged'], needsPerson: true },
  'a pair whose login was inconclusive, its rotation cleared': {
    credential: well,
    intake: holding('Unavailable'),
    says: ['pair staged'],
    needsPerson: true,
  },
  'a rotation whose steps run': { credential: pendingEmpty, intake: waiting, says: ['rotating'], needsPerson: false },
  'a rotation that took the pair': {
    credential: pendingTaken,
    intake: waiting,
    says: ['rotating'],
    needsPerson: false,
  },
  'a rotation whose login was inconclusive': {
    credential: pendingEmpty,
    intake: holding('Unavailable'),
    says: ['rotating'],
    needsPerson: false,
  },
  'a rotation that is about to move AWSCURRENT': {
    credential: { v2: ['AWSCURRENT', state('due', 0)], [token]: ['AWSPENDING', staged] },
    intake: waiting,
    says: ['rotating'],
    needsPerson: false,
  },
  'a rotation that has moved AWSCURRENT': {
    credential: { [token]: ['AWSCURRENT', 'AWSPENDING', staged], v1: ['AWSPREVIOUS', state('due', 0)] },
    intake: waiting,
    says: ['rotating', 'revocation not asked for yet'],
    needsPerson: false,
  },
  'a rotation that found nothing': {
    credential: pendingEmpty,
    intake: found('NothingStaged'),
    says: ['waiting for a pair'],
    needsPerson: true,
  },
  'a rotation that found nothing, days ago': {
    credential: { v2: ['AWSCURRENT', live(), stuck(token, 3)], [token]: ['AWSPENDING'] },
    intake: found('NothingStaged'),
    says: ['waiting for a pair'],
    needsPerson: true,
  },
  'a rotation that found the live pair': {
    credential: pendingEmpty,
    intake: found('AlreadyLive'),
    says: ['waiting for a pair'],
    needsPerson: true,
  },
  'a pair staged while a rotation waits': {
    credential: pendingEmpty,
    intake: {
      pair: ['AWSCURRENT'],
      none: ['AWSPREVIOUS', 'octopus/empty', `octopus/verdict=NothingStaged/token=${token}`],
    },
    says: ['pair staged'],
    needsPerson: true,
  },
  'a rotation that the watch has seen today': {
    credential: { v2: ['AWSCURRENT', live(), stuck(token, 0)], [token]: ['AWSPENDING'] },
    intake: waiting,
    says: ['rotating'],
    needsPerson: false,
  },
  'a rotation that the watch saw three days ago': {
    credential: { v2: ['AWSCURRENT', live(), stuck(token, 3)], [token]: ['AWSPENDING'] },
    intake: waiting,
    says: ['stuck 3 d'],
    needsPerson: true,
  },
  'a rotation of today, after another one that was stuck': {
    credential: { v2: ['AWSCURRENT', live(), stuck('ffffffff', 3)], [token]: ['AWSPENDING'] },
    intake: waiting,
    says: ['rotating'],
    needsPerson: false,
  },
  'a refused pair that a later rotation reads again': {
    credential: pendingEmpty,
    intake: holding('Rejected', 'another'),
    says: ['rotating'],
    needsPerson: false,
  },
  'support asked today': {
    credential: { v2: ['AWSCURRENT', live()], v1: ['AWSPREVIOUS', state('requested', 0, ` left=${ago(1)} for=v2`)] },
    says: ['revocation outstanding 0 d'],
    needsPerson: false,
  },
  'support asked five days ago': {
    credential: { v2: ['AWSCURRENT', live()], v1: ['AWSPREVIOUS', state('requested', 5, ` left=${ago(6)} for=v2`)] },
    says: ['revocation outstanding 5 d'],
    needsPerson: true,
  },
  'three pairs to be revoked': {
    credential: {
      v4: ['AWSCURRENT', live()],
      a: [state('requested', 40)],
      b: [state('requested', 9)],
      c: [state('due')],
    },
    says: ['2 revocations outstanding 40 d', 'revocation not asked for yet'],
    needsPerson: true,
  },
  'support asked today because of a leak, and overdue': {
    credential: { v2: ['AWSCURRENT', live(400)], v1: [state('requested', 0, ' reason=leak')] },
    says: ['revocation outstanding 0 d', 'overdue 35 d'],
    needsPerson: true,
  },
  'a rollback': {
    credential: { v1: ['AWSCURRENT', live()], v2: ['AWSPREVIOUS', state('rolled-back', 3, ' for=v1')] },
    says: ['rolled back 3 d ago'],
    needsPerson: true,
  },
  'a rollback that was cut off before AWSCURRENT moved': {
    credential: { v2: ['AWSCURRENT', state('rolled-back', 0, ' for=v1')], v1: [state('requested', 0)] },
    says: ['overdue 35 d', 'not reconciled yet', 'revocation outstanding 0 d'],
    needsPerson: true,
  },
  'a rollback that was cut off after it': {
    credential: {
      v1: ['AWSCURRENT', live(30).replace('live ', 'requested ')],
      v2: [state('rolled-back', 0, ' for=v1')],
    },
    says: ['rollback cut off', 'rolled back 0 d ago'],
    needsPerson: true,
  },
  'a rollback to a pair that was due, cut off after it': {
    credential: {
      v1: ['AWSCURRENT', live(30).replace('live ', 'due ')],
      v2: ['AWSPREVIOUS', state('rolled-back', 0, ' for=v1')],
    },
    says: ['rollback cut off', 'rolled back 0 d ago', 'not reconciled yet'],
    needsPerson: true,
  },
  'a wrong pair that was revoked': {
    credential: { v2: ['AWSCURRENT', live(), health('WrongPairRevoked', 2)], v1: [state('requested')] },
    says: ['wrong pair revoked', 'revocation outstanding 5 d'],
    needsPerson: true,
  },
  'a dead live pair': {
    credential: { v2: ['AWSCURRENT', live(), health('LivePairDead', 2)] },
    says: ['live pair dead'],
    needsPerson: true,
  },
  'what is remembered of the version before': {
    credential: { v2: ['AWSCURRENT', live()], v1: ['AWSPREVIOUS', health('LivePairDead', 2)] },
    says: ['fresh'],
    needsPerson: false,
  },
  'a value broken manually': {
    credential: { v3: ['AWSCURRENT', health('LiveValueBroken', 1)], v2: ['AWSPREVIOUS', state('live')] },
    says: ['value broken'],
    needsPerson: true,
  },
  'a value that somebody wrote manually just now': {
    credential: { v3: ['AWSCURRENT'], v2: ['AWSPREVIOUS', live()] },
    says: ['not reconciled yet'],
    needsPerson: false,
  },
  'a value written manually that has not logged in': {
    credential: { v3: ['AWSCURRENT', live(1, ' login=none')], v2: ['AWSPREVIOUS'] },
    says: ['written manually, no login yet'],
    needsPerson: false,
  },
  'a promotion that was cut off, its rotation gone': {
    credential: { v2: ['AWSCURRENT', staged], v1: ['AWSPREVIOUS', state('due', 0)] },
    says: ['not reconciled yet', 'revocation not asked for yet'],
    needsPerson: false,
  },
  'a rotation that was cleared after it marked the live version': {
    credential: { v1: ['AWSCURRENT', live(30).replace('live ', 'due ')] },
    intake: waiting,
    says: ['pair staged', 'not reconciled yet'],
    needsPerson: true,
  },
  'a version that was staged and abandoned': {
    credential: { ...well, gone: [staged] },
    says: ['fresh'],
    needsPerson: false,
  },
  'two days of inconclusive logins': {
    credential: { v2: ['AWSCURRENT', live(), health('Inconclusive', 2)] },
    says: ['inconclusive for 2 d'],
    needsPerson: false,
  },
  'four such days, and overdue': {
    credential: { v2: ['AWSCURRENT', live(370), health('Inconclusive', 4)] },
    says: ['inconclusive for 4 d', 'overdue 5 d'],
    needsPerson: true,
  },
};
