import {
  CreateSecretCommand,
  type CreateSecretCommandInput,
  PutSecretValueCommand,
  UpdateSecretCommand,
} from '@aws-sdk/client-secrets-manager';
import { refusal } from '../../local/aws/an-aws.ts';
import { type AnswerRow, first, type Given, labelsOf, second, taken, third, withoutToken } from '../row.ts';

const answer = { kind: 'answer', source: 'recorded' } as const;
const inUse = (token: string) =>
  `400 ResourceExistsException: You can't use ClientRequestToken ${token} because that value is already in use for a version of secret <ARN>.`;

const create = ({ account }: Given, input: CreateSecretCommandInput) =>
  account.secretsManager.send(new CreateSecretCommand({ SecretString: 'other', ...input }));

export const puttingRows: readonly AnswerRow[] = [
  {
    ...answer,
    operation: 'CreateSecret',
    fact: 'refuses a name that is taken',
    aws: '400 ResourceExistsException: The operation failed because the secret pair already exists.',
    ask: (given) => refusal(create(given, { Name: 'pair', ClientRequestToken: second })),
  },
  {
    ...answer,
    operation: 'CreateSecret',
    fact: 'gives the same answer to the same token with the same value',
    aws: ['<ARN>', first],
    async ask(given) {
      const again = { Name: 'pair', SecretString: 'first', ClientRequestToken: first };
      const { ARN, VersionId } = await create(given, again);
      return [ARN, VersionId];
    },
  },
  {
    ...answer,
    operation: 'CreateSecret',
    fact: 'refuses a name with a space',
    aws: '400 ValidationException: Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!',
    ask: (given) => refusal(create(given, { Name: 'a pair' })),
  },
  {
    ...answer,
    operation: 'PutSecretValue',
    fact: 'moves AWSCURRENT and AWSPREVIOUS; any other label stays on its version',
    aws: [
      { [first]: ['AWSPREVIOUS', 'PUT0'], [second]: ['AWSCURRENT'] },
      { [first]: ['PUT0'], [second]: ['AWSPREVIOUS'], [third]: ['AWSCURRENT'] },
    ],
    async ask({ secret }) {
      await secret.stage('PUT0', { MoveToVersionId: first });
      await secret.put('second', undefined, second);
      const after = await labelsOf(secret);
      await secret.put('third', undefined, third);
      return [after, await labelsOf(secret)];
    },
  },
  {
    ...answer,
    operation: 'PutSecretValue',
    fact: 'removes AWSPENDING from the version that AWSCURRENT leaves',
    aws: { [second]: ['AWSPREVIOUS'], [third]: ['AWSCURRENT'] },
    async ask({ secret }) {
      await secret.put('second', ['AWSPENDING'], second);
      await secret.stage('AWSCURRENT', { MoveToVersionId: second, RemoveFromVersionId: first });
      await secret.put('third', undefined, third);
      return labelsOf(secret);
    },
  },
  {
    ...answer,
    operation: 'PutSecretValue',
    fact: 'moves the labels that it is given, from wherever they are',
    aws: { [first]: ['AWSCURRENT'], [third]: ['inbox'] },
    async ask({ secret }) {
      await secret.put('second', ['inbox'], second);
      await secret.put('third', ['inbox'], third);
      return labelsOf(secret);
    },
  },
  {
    ...answer,
    operation: 'PutSecretValue',
    fact: 'accepts a custom label that begins with AWS',
    aws: { [first]: ['AWSCURRENT'], [second]: ['AWSSOMETHING'] },
    async ask({ secret }) {
      await secret.put('second', ['AWSSOMETHING'], second);
      return labelsOf(secret);
    },
  },
  {
    ...answer,
    operation: 'PutSecretValue',
    fact: 'does nothing for the same token with the same value',
    aws: { [first]: ['AWSPREVIOUS'], [second]: ['AWSCURRENT'] },
    async ask({ secret }) {
      await secret.put('second', undefined, second);
      await secret.put('second', undefined, second);
      return labelsOf(secret);
    },
  },
  {
    ...answer,
    operation: 'PutSecretValue',
    fact: 'refuses another value under the same token: a version never changes',
    aws: [inUse(second), 'second'],
    async ask({ secret }) {
      await secret.put('second', ['AWSPENDING'], second);
      const refused = await refusal(secret.put('third', ['AWSPENDING'], second));
      return [refused, (await secret.get({ VersionId: second })).SecretString];
    },
  },
  {
    ...answer,
    operation: 'UpdateSecret',
    fact: 'refuses another value under the same token',
    aws: inUse(first),
    ask: ({ account }) =>
      refusal(
        account.secretsManager.send(
          new UpdateSecretCommand({ SecretId: 'pair', SecretString: 'other', ClientRequestToken: first }),
        ),
      ),
  },
  {
    ...answer,
    operation: 'PutSecretValue',
    fact: 'gives AWSCURRENT to the first value of a secret, whatever labels were requested',
    source: 'API reference',
    aws: ['AWSCURRENT', 'inbox'],
    async ask({ account }) {
      await account.secretsManager.send(new CreateSecretCommand({ Name: 'empty' }));
      const put = { SecretId: 'empty', SecretString: 'first', VersionStages: ['inbox'] };
      return (await account.secretsManager.send(new PutSecretValueCommand(put))).VersionStages?.toSorted();
    },
  },
  {
    ...answer,
    operation: 'PutSecretValue',
    fact: 'requires a value',
    aws: '400 InvalidRequestException: You must provide either SecretString or SecretBinary.',
    ask: ({ account }) => refusal(account.secretsManager.send(new PutSecretValueCommand({ SecretId: 'pair' }))),
  },
  {
    ...answer,
    operation: 'PutSecretValue',
    fact: 'requires a token, which every SDK sends',
    aws: '400 InvalidRequestException: You must provide a ClientRequestToken value. We recommend a UUID-type value.',
    ask: ({ account }) => withoutToken(account, 'PutSecretValue', { SecretId: 'pair', SecretString: 'second' }),
  },
  {
    ...answer,
    operation: 'PutSecretValue',
    fact: 'accepts 65,536 bytes and no more, counted in UTF-8',
    source: 'API reference',
    aws: ['taken', 'refused', 'refused'],
    ask: async ({ secret }) => [
      await taken(secret.put('x'.repeat(65_536))),
      await taken(secret.put('x'.repeat(65_537))),
      await taken(secret.put(`${'é'.repeat(32_768)}!`)),
    ],
  },
  {
    ...answer,
    operation: 'PutSecretValue',
    fact: 'accepts tokens of 32 to 64 characters',
    source: 'API reference',
    aws: ['refused', 'taken', 'taken', 'refused'],
    ask: ({ secret }) =>
      Promise.all([31, 32, 64, 65].map((length) => taken(secret.put('other', [`${length}`], 'x'.repeat(length))))),
  },
  {
    ...answer,
    operation: 'PutSecretValue',
    fact: 'accepts labels of up to 256 characters',
    source: 'API reference',
    aws: ['taken', 'refused'],
    ask: ({ secret }) => Promise.all([256, 257].map((length) => taken(secret.put('other', ['x'.repeat(length)])))),
  },
  {
    ...answer,
    operation: 'PutSecretValue',
    fact: 'keeps 20 labels on all versions of a secret, and no more',
    source: 'user guide',
    aws: ['taken', 'refused'],
    async ask({ secret }) {
      const marks = Array.from({ length: 19 }, (_, index) => `mark-${index}`);
      return [await taken(secret.put('second', marks)), await taken(secret.put('third', ['one more']))];
    },
  },
];
