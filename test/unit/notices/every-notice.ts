import type {
  HandoverWaiting,
  LivePairDead,
  LivePairRecovered,
  Notice,
  PairPromoted,
  PairRefused,
  RefusedPair,
  RevocationOverdue,
  RevocationRequested,
  RotationDue,
  RotationStuck,
  WatchInconclusive,
} from '../../../lambda/notices/notice.ts';

const origin = { environment: 'production', credential: 'api' } as const;
const oldPair = { maskedKey: '…0001', fingerprint: 'aaaa1111' };
const newPair = { maskedKey: '…0002', fingerprint: 'bbbb2222' };
const hidden = { maskedKey: '…', fingerprint: 'aaaa1111', clientId: '42' };
const old = { ...oldPair, clientId: '42' };
const live = { ...newPair, clientId: '42' };
const since = '2026-11-24T10:00:00Z';
const egress = ['192.0.2.10/32', '192.0.2.11/32'];

export const due: RotationDue = {
  ...origin,
  kind: 'RotationDue',
  clientId: '42',
  liveSince: '2025-11-24T10:00:00Z',
  egress,
  because: { kind: 'nothing-staged' },
  pairIsStaged: false,
};
const first: RotationDue = { ...due, clientId: undefined, liveSince: undefined, egress: [] };
const rung = (daysLeft: number): RotationDue => ({ ...due, because: { kind: 'rung', daysLeft } });
const overdue = (days: number): RotationDue => ({ ...due, because: { kind: 'overdue', days } });

export const promoted: PairPromoted = {
  ...origin,
  kind: 'PairPromoted',
  pair: live,
  promotedAt: since,
  reason: 'scheduled',
  requested: [oldPair],
  waiting: [],
  handover: undefined,
  anotherPairStaged: false,
  clientUncompared: false,
  note: undefined,
};
export const requested: RevocationRequested = {
  ...origin,
  kind: 'RevocationRequested',
  old,
  live,
  sameKey: false,
  reason: 'scheduled',
  replacedAt: since,
};
const chased: RevocationOverdue = { ...requested, kind: 'RevocationOverdue', requestedAt: since, days: 7 };

const waiting: HandoverWaiting = {
  ...origin,
  kind: 'HandoverWaiting',
  pair: old,
  replacedAt: since,
  liveIn: undefined,
  askedAt: '2026-12-08T10:00:00Z',
  readers: [
    { principal: 'arn:aws:iam::123456789012:role/shop', lastReadAt: '2026-11-20T06:00:00Z' },
    { principal: 'arn:aws:iam::123456789012:role/billing', lastReadAt: '2026-11-24T09:12:00Z' },
  ],
  notLookedUp: [],
};

export const refusedAs = (refused: RefusedPair, during: PairRefused['during']): PairRefused => ({
  ...origin,
  kind: 'PairRefused',
  refused,
  during,
  note: undefined,
});
const everyRefusal: readonly RefusedPair[] = [
  { verdict: 'AlreadyLive', pair: oldPair },
  { verdict: 'MalformedPair', flaw: 'API_SECRET contains white space or a line break' },
  { verdict: 'AwaitingRevocation', pair: oldPair },
  { verdict: 'TooManyOutstanding', pair: newPair },
  { verdict: 'Rejected', pair: newPair },
  { verdict: 'EgressBlocked', pair: newPair, egress },
  { verdict: 'ClientMismatch', pair: newPair, expected: '42', found: '43' },
];

const withdrawn = { ...origin, kind: 'RevocationWithdrawn', pair: old, liveIn: undefined } as const;
const proved = { ...origin, kind: 'RevocationProved', old, live, sameKey: false, requestedAt: since } as const;
export const wrong = { ...origin, kind: 'WrongPairRevoked', live, old, since } as const;
const dead: LivePairDead = { ...origin, kind: 'LivePairDead', live, since, hasLoggedIn: true };
const recovered = (was: LivePairRecovered['was']): LivePairRecovered => ({
  ...origin,
  kind: 'LivePairRecovered',
  live,
  since,
  was,
});
const stuck: RotationStuck = {
  ...origin,
  kind: 'RotationStuck',
  token: '99999999-8888-7777-6666-555555555555',
  since,
  pairIsStaged: true,
  hasValue: true,
};
const inconclusive = (why: readonly string[], more: Partial<WatchInconclusive> = {}): WatchInconclusive => ({
  ...origin,
  kind: 'WatchInconclusive',
  since,
  days: 3,
  why,
  egress,
  ...more,
});

type Variants<K extends Notice['kind']> = Readonly<Record<string, Notice & { kind: K }>>;

/** Every notice in every variant of its text. A kind that is missing here does not compile. */
export const everyNotice: { readonly [K in Notice['kind']]: Variants<K> } = {
  RotationDue: {
    'nothing staged': due,
    'nothing staged, no pair yet': first,
    '30 days left': rung(30),
    '1 day left': rung(1),
    'the last day': rung(0),
    '30 days left, a pair is staged': { ...rung(30), pairIsStaged: true },
    'overdue for a week': overdue(7),
    'overdue, a pair is staged': { ...overdue(21), pairIsStaged: true },
    'no pair yet': { ...first, because: { kind: 'first-pair' } },
    'no pair yet, one is staged': { ...first, because: { kind: 'first-pair' }, pairIsStaged: true },
  },
  PairRefused: Object.fromEntries(
    everyRefusal.flatMap((refused) =>
      (['createSecret', 'testSecret'] as const).map((during) => [
        `${refused.verdict} in ${during}`,
        refusedAs(refused, during),
      ]),
    ),
  ),
  PairPromoted: {
    'with a pair before it': promoted,
    'the first one': { ...promoted, requested: [], anotherPairStaged: true, clientUncompared: true, note: 'for Kim' },
  },
  RevocationRequested: {
    scheduled: requested,
    'after a leak, same key': { ...requested, reason: 'leak', sameKey: true },
    'after a departure': { ...requested, reason: 'departure' },
    'key not shown': { ...requested, old: hidden },
    'keys that end alike': { ...requested, old: { ...old, maskedKey: live.maskedKey } },
    'same key, not shown': { ...requested, sameKey: true, old: hidden, live: { ...hidden, fingerprint: 'bbbb2222' } },
  },
  RevocationOverdue: {
    'after a week': chased,
    'a leak, after a day': { ...chased, reason: 'leak', days: 1 },
    'after a departure': { ...chased, reason: 'departure' },
    'same key': { ...chased, sameKey: true },
    'key not shown': { ...chased, old: hidden },
  },
  RevocationWithdrawn: {
    'key shown': withdrawn,
    'key not shown': { ...withdrawn, pair: hidden },
    'live in another credential': { ...withdrawn, liveIn: 'shop' },
  },
  HandoverWaiting: {
    'two readers': waiting,
    'a reader whose last read is not known': {
      ...waiting,
      readers: [{ principal: 'arn:aws:iam::123456789012:role/jobs', lastReadAt: undefined }],
      notLookedUp: ['Reads before 2026-11-20 10:00 UTC were not looked at: there were more than 500 events.'],
    },
    'nothing could be looked up': {
      ...waiting,
      readers: [],
      notLookedUp: ['CloudTrail did not answer: the role of the function lacks cloudtrail:LookupEvents.'],
    },
    'live in another credential': { ...waiting, readers: [], liveIn: 'shop' },
  },
  RevocationProved: {
    'another key': { ...proved, provedAt: '2026-11-26T06:12:00Z' },
    'same key': { ...proved, sameKey: true, provedAt: '2026-11-26T06:12:00Z' },
  },
  WrongPairRevoked: {
    'keys shown': wrong,
    'keys that end alike': { ...wrong, old: { ...old, maskedKey: live.maskedKey } },
    'one key not shown': { ...wrong, old: hidden },
    'keys not shown': { ...wrong, live: { ...hidden, fingerprint: 'bbbb2222' }, old: hidden },
  },
  LivePairDead: { 'has logged in before': dead, 'never logged in here': { ...dead, hasLoggedIn: false } },
  LiveValueBroken: { '': { ...origin, kind: 'LiveValueBroken', since } },
  LivePairRecovered: {
    'the wrong pair was revoked': recovered('WrongPairRevoked'),
    'it was refused': recovered('LivePairDead'),
    'the value was broken': recovered('LiveValueBroken'),
  },
  RotationStuck: {
    'a pair was accepted': stuck,
    'a pair was accepted, the intake is empty': { ...stuck, pairIsStaged: false },
    'a pair could not be taken': { ...stuck, hasValue: false },
    'nothing to take': { ...stuck, hasValue: false, pairIsStaged: false },
  },
  WatchInconclusive: {
    'our address is blocked': inconclusive(['EgressBlocked']),
    'our address is not fixed': inconclusive(['EgressBlocked'], { egress: [] }),
    'all sorts of trouble': inconclusive([
      ...['RATE_LIMITED', 'SERVER_ERROR', 'NETWORK', 'TIMEOUT', 'NETWORK', 'NO_ENVELOPE', 'UNEXPECTED_BODY'],
      ...['UNEXPECTED_STATUS', 'BODY_TOO_LARGE', 'SOMETHING_NEW'],
    ]),
  },
  RolledBack: {
    '': { ...origin, kind: 'RolledBack', from: live, to: old, at: since },
    'from no pair': { ...origin, kind: 'RolledBack', from: undefined, to: old, at: since },
  },
};

export const variants = Object.entries(everyNotice).flatMap(([kind, of]) =>
  Object.entries(of).map(([name, notice]): readonly [name: string, notice: Notice] => [`${kind}: ${name}`, notice]),
);
