import { CancelRotateSecretCommand } from '@aws-sdk/client-secrets-manager';
import { refusal } from '../../local/aws/an-aws.ts';
import { type AnswerRow, first, fourth, type Given, labelsOf, second, taken, third, withoutToken } from '../row.ts';

const rotate = { kind: 'answer', operation: 'RotateSecret', source: 'recorded' } as const;
const incomplete =
  "400 InvalidRequestException: A previous rotation isn't complete. That rotation will be reattempted.";

/** Starts a rotation whose createSecret does not end. */
async function waiting({ account, secret }: Given, ClientRequestToken = second) {
  const RotationLambdaARN = await account.waitingFunction();
  await secret.rotate({ RotationLambdaARN, ClientRequestToken, RotationRules: { AutomaticallyAfterDays: 30 } });
  return RotationLambdaARN;
}

export const rotatingRows: readonly AnswerRow[] = [
  {
    ...rotate,
    fact: 'refuses a secret that has no rotation function, and changes nothing',
    aws: [
      '400 InvalidRequestException: No Lambda rotation function ARN is associated with this secret.',
      null,
      { [first]: ['AWSCURRENT'] },
    ],
    async ask({ secret }) {
      const refused = await refusal(secret.rotate());
      return [refused, (await secret.describe()).RotationEnabled ?? null, await labelsOf(secret)];
    },
  },
  {
    ...rotate,
    fact: 'refuses a function that it may not invoke, or that does not exist, and stores nothing',
    aws: [
      '400 AccessDeniedException: Secrets Manager cannot invoke the specified Lambda function. Ensure that the function policy grants access to the principal secretsmanager.amazonaws.com.',
      null,
      null,
      { [first]: ['AWSCURRENT'] },
    ],
    async ask({ secret }) {
      const none = 'arn:aws:lambda:us-east-1:123456789012:function:none';
      const refused = await refusal(secret.rotate({ RotationLambdaARN: none }));
      const { RotationEnabled = null, RotationLambdaARN = null } = await secret.describe();
      return [refused, RotationEnabled, RotationLambdaARN, await labelsOf(secret)];
    },
  },
  {
    ...rotate,
    fact: 'requires a token, which every SDK sends',
    aws: '400 InvalidParameterException: You must provide a ClientRequestToken value. We recommend a UUID-type value.',
    ask: ({ account }) => withoutToken(account, 'RotateSecret', { SecretId: 'pair' }),
  },
  {
    ...rotate,
    fact: 'answers at once, with the token as the version that is pending, and stores the configuration',
    aws: [second, { [first]: ['AWSCURRENT'], [second]: ['AWSPENDING'] }, true, { AutomaticallyAfterDays: 30 }],
    async ask({ account, secret }) {
      const RotationLambdaARN = await account.waitingFunction();
      const rules = { RotationRules: { AutomaticallyAfterDays: 30 }, ClientRequestToken: second };
      const version = await secret.rotate({ ...rules, RotationLambdaARN });
      const { RotationEnabled, RotationRules } = await secret.describe();
      return [version, await labelsOf(secret), RotationEnabled, RotationRules];
    },
  },
  {
    ...rotate,
    fact: 'makes a pending version that has no value before createSecret',
    aws: ['400 ResourceNotFoundException', '400 ResourceNotFoundException', '400 ResourceNotFoundException'],
    async ask(given) {
      await waiting(given);
      const reads = [
        { VersionId: second },
        { VersionStage: 'AWSPENDING' },
        { VersionId: second, VersionStage: 'AWSPENDING' },
      ];
      // The error's type is recorded, its message is not.
      const refused = await Promise.all(reads.map((which) => refusal(given.secret.get(which))));
      return refused.map((text) => text.split(':')[0]);
    },
  },
  {
    ...rotate,
    operation: 'PutSecretValue',
    fact: 'fills the empty pending version of a rotation',
    aws: ['new', { [first]: ['AWSCURRENT'], [second]: ['AWSPENDING'] }],
    async ask(given) {
      await waiting(given);
      await given.secret.put('new', ['AWSPENDING'], second);
      return [(await given.secret.get({ VersionId: second })).SecretString, await labelsOf(given.secret)];
    },
  },
  {
    ...rotate,
    fact: 'is refused while AWSPENDING is on another version than AWSCURRENT, and stores no new rules',
    aws: [incomplete, { AutomaticallyAfterDays: 30 }],
    async ask(given) {
      await waiting(given);
      const again = { ClientRequestToken: third, RotationRules: { AutomaticallyAfterDays: 9 } };
      const refused = await refusal(given.secret.rotate(again));
      return [refused, (await given.secret.describe()).RotationRules];
    },
  },
  {
    ...rotate,
    fact: 'is accepted again once AWSPENDING has been removed',
    source: 'user guide',
    aws: ['taken', { [first]: ['AWSCURRENT'], [third]: ['AWSPENDING'] }],
    async ask(given) {
      await waiting(given);
      await given.secret.stage('AWSPENDING', { RemoveFromVersionId: second });
      const again = await taken(given.secret.rotate({ ClientRequestToken: third }));
      return [again, await labelsOf(given.secret)];
    },
  },
  {
    ...rotate,
    fact: 'is accepted while AWSPENDING and AWSCURRENT are on the same version',
    source: 'API reference',
    aws: { [first]: ['AWSPREVIOUS'], [second]: ['AWSCURRENT'], [third]: ['AWSPENDING'] },
    async ask(given) {
      await given.secret.put('second', ['AWSPENDING'], second);
      await given.secret.stage('AWSCURRENT', { MoveToVersionId: second, RemoveFromVersionId: first });
      await waiting(given, third);
      return labelsOf(given.secret);
    },
  },
  {
    ...rotate,
    operation: 'PutSecretValue',
    fact: 'of a new current value ends the running rotation and removes AWSPENDING',
    source: 'user guide',
    aws: { [first]: ['AWSPREVIOUS'], [fourth]: ['AWSCURRENT'] },
    async ask(given) {
      await waiting(given);
      await given.secret.put('by hand', undefined, fourth);
      return labelsOf(given.secret);
    },
  },
  {
    ...rotate,
    fact: 'with RotateImmediately=false leaves no AWSPENDING behind',
    source: 'API reference',
    aws: [true, { [first]: ['AWSCURRENT'] }],
    async ask({ account, secret }) {
      const RotationLambdaARN = await account.waitingFunction();
      await secret.rotate({
        RotationLambdaARN,
        RotationRules: { AutomaticallyAfterDays: 30 },
        RotateImmediately: false,
      });
      await account.settled();
      return [(await secret.describe()).RotationEnabled, await labelsOf(secret)];
    },
  },
  {
    ...rotate,
    operation: 'CancelRotateSecret',
    fact: 'turns rotation off; function, rules and AWSPENDING stay, and AWSPENDING blocks the next',
    source: 'API reference',
    aws: [second, false, '<function>', { AutomaticallyAfterDays: 30 }, ['AWSPENDING'], incomplete],
    async ask(given) {
      const { account, secret } = given;
      const arn = await waiting(given);
      const { VersionId } = await account.secretsManager.send(new CancelRotateSecretCommand({ SecretId: 'pair' }));
      const { RotationEnabled, RotationLambdaARN, RotationRules } = await secret.describe();
      const left = [VersionId, RotationEnabled, RotationLambdaARN === arn ? '<function>' : RotationLambdaARN];
      const pending = (await labelsOf(secret))[second];
      return [...left, RotationRules, pending, await refusal(secret.rotate({ ClientRequestToken: third }))];
    },
  },
];
