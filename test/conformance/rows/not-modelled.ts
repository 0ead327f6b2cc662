import type { NotModelledRow } from '../row.ts';

const kind = 'not modelled';
const neverCalled = 'nothing here calls it; it answers NotModelled';

/** Operations of Secrets Manager that answer `NotModelled`. */
export const missingOperations: readonly NotModelledRow[] = [
  ['DeleteResourcePolicy', 'takes the policy off a secret'],
  ['GetRandomPassword', 'makes a password: the vendor makes ours'],
  ['RemoveRegionsFromReplication', 'ends replicas'],
  ['ReplicateSecretToRegions', 'makes replicas'],
  ['StopReplicationToReplica', 'makes a replica a secret of its own'],
  ['TagResource', 'tags a secret that is there'],
  ['UntagResource', 'removes tags'],
  ['ValidateResourcePolicy', 'judges a policy'],
].map(([operation = '', fact = '']) => ({ kind, operation, fact, reason: neverCalled }));

const unknown = 'AWS documents no number; the local numbers are a setting';

export const notModelledRows: readonly NotModelledRow[] = [
  ...missingOperations,
  {
    kind,
    operation: 'PutSecretValue',
    fact: 'prunes versions beyond about 100, none younger than a day',
    reason: 'a rotation makes a version a year; a test that needs an old one would have to wait for AWS to forget it',
  },
  {
    kind,
    operation: 'PutSecretValue',
    fact: 'has 50 calls a second, 10,000 GetSecretValue, 40,000 DescribeSecret',
    reason: 'throttling is a control, so that a test says when it comes',
  },
  {
    kind,
    operation: 'GetSecretValue',
    fact: 'may miss for a while what was just written',
    reason: 'lag is a control, so that a test says when it comes and how long it stays',
  },
  {
    kind,
    operation: 'RotateSecret',
    fact: 'retries a failed rotation a number of times, with delays',
    reason: unknown,
  },
  {
    kind,
    operation: 'RotateSecret',
    fact: 'rotates at any time within its window, and shows the end of it as NextRotationDate',
    reason: 'it rotates at the start of the window, so that a test knows when',
  },
  {
    kind,
    operation: 'RotateSecret',
    fact: 'requires the RotationToken from a function in another account or role',
    reason: 'there is one account; the token is sent and never asked for',
  },
  {
    kind,
    operation: 'RotateSecret',
    fact: 'is throttled by a function with fewer than ten reserved instances',
    reason: 'no function here reserves any',
  },
  {
    kind,
    operation: 'RotateSecret',
    fact: 'rotates managed external secrets, of partners, without a function',
    reason: 'the vendor is no partner',
  },
  {
    kind,
    operation: 'UpdateSecretVersionStage',
    fact: 'sends the event "Secret Label Updated" for each move of a label',
    reason: 'nothing here listens to it',
  },
  {
    kind,
    operation: 'RotateSecret',
    fact: 'sends its events by CloudTrail, best effort, where a trail logs them',
    reason: 'events are kept in a list; nothing that runs in production listens to them',
  },
  {
    kind,
    operation: 'Publish',
    fact: 'takes up to 1 MiB where MaximumMessageSize says so',
    reason: 'such a topic mails nobody',
  },
  {
    kind,
    operation: 'Publish',
    fact: 'mails ten messages a second, then makes the subscription pending again',
    reason: 'a year of a credential is fewer than a hundred mails',
  },
  {
    kind,
    operation: 'Unsubscribe',
    fact: 'is what the link in each mail does, whoever follows it',
    reason: 'the mailbox of the tests follows no links; tests unsubscribe by the operation',
  },
  {
    kind,
    operation: 'Invoke',
    fact: 'finds a function that was idle for weeks inactive, and fails once',
    reason: 'the daily watch keeps it active',
  },
  {
    kind,
    operation: 'CreateSchedule',
    fact: 'takes rate(), at(), time zones and flexible windows',
    reason: 'the stack makes one kind of schedule, a cron() in UTC',
  },
];
