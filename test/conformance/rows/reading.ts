import {
  BatchGetSecretValueCommand,
  DeleteSecretCommand,
  GetResourcePolicyCommand,
  GetSecretValueCommand,
  ListSecretsCommand,
  ListSecretVersionIdsCommand,
  PutResourcePolicyCommand,
  RestoreSecretCommand,
} from '@aws-sdk/client-secrets-manager';
import { refusal } from '../../local/aws/an-aws.ts';
import { type AnswerRow, first, labelsOf, second, third } from '../row.ts';

const cannotFind = "400 ResourceNotFoundException: Secrets Manager can't find the specified secret";
const deleted =
  "400 InvalidRequestException: You can't perform this operation on the secret because it was marked for deletion.";
const answer = { kind: 'answer', source: 'recorded' } as const;

export const readingRows: readonly AnswerRow[] = [
  {
    ...answer,
    operation: 'GetSecretValue',
    fact: 'does not find a secret that does not exist',
    aws: `${cannotFind}.`,
    ask: ({ account }) => refusal(account.secretsManager.send(new GetSecretValueCommand({ SecretId: 'none' }))),
  },
  {
    ...answer,
    operation: 'GetSecretValue',
    fact: 'names a label that is on no version',
    aws: `${cannotFind} value for staging label: AWSPREVIOUS`,
    ask: ({ secret }) => refusal(secret.get({ VersionStage: 'AWSPREVIOUS' })),
  },
  {
    ...answer,
    operation: 'GetSecretValue',
    fact: 'names a version that does not exist',
    aws: `${cannotFind} value for VersionId: ${second}`,
    ask: ({ secret }) => refusal(secret.get({ VersionId: second })),
  },
  {
    ...answer,
    operation: 'GetSecretValue',
    fact: 'refuses a version with the label of another',
    aws: '400 InvalidRequestException: You provided a VersionStage that is not associated to the provided VersionId.',
    ask: ({ secret }) => refusal(secret.get({ VersionId: first, VersionStage: 'AWSPENDING' })),
  },
  {
    ...answer,
    operation: 'GetSecretValue',
    fact: 'reads AWSCURRENT when the request names nothing else',
    source: 'API reference',
    aws: 'second',
    async ask({ secret }) {
      await secret.put('second', undefined, second);
      await secret.put('third', ['inbox'], third);
      return (await secret.get()).SecretString;
    },
  },
  {
    ...answer,
    operation: 'BatchGetSecretValue',
    fact: 'reads what it can, and names the rest among the errors',
    source: 'API reference',
    aws: [['first'], [['none', 'ResourceNotFoundException']]],
    async ask({ account }) {
      const { SecretValues = [], Errors = [] } = await account.secretsManager.send(
        new BatchGetSecretValueCommand({ SecretIdList: ['none', 'pair'] }),
      );
      return [
        SecretValues.map(({ SecretString }) => SecretString),
        Errors.map(({ SecretId, ErrorCode }) => [SecretId, ErrorCode]),
      ];
    },
  },
  {
    ...answer,
    operation: 'DeleteSecret',
    fact: 'leaves a secret that can be neither read, written nor rotated',
    aws: [deleted, deleted, deleted],
    async ask({ account, secret }) {
      await account.secretsManager.send(new DeleteSecretCommand({ SecretId: 'pair', RecoveryWindowInDays: 7 }));
      return [await refusal(secret.get()), await refusal(secret.put('second')), await refusal(secret.rotate())];
    },
  },
  {
    ...answer,
    operation: 'RestoreSecret',
    fact: 'restores a secret that is marked for deletion, with its value',
    source: 'API reference',
    aws: 'first',
    async ask({ account, secret }) {
      await account.secretsManager.send(new DeleteSecretCommand({ SecretId: 'pair', RecoveryWindowInDays: 7 }));
      await account.secretsManager.send(new RestoreSecretCommand({ SecretId: 'pair' }));
      return (await secret.get()).SecretString;
    },
  },
  {
    ...answer,
    operation: 'DescribeSecret',
    fact: 'shows nothing about rotation if none was configured',
    source: 'API reference',
    aws: [],
    ask: async ({ secret }) => Object.keys(await secret.describe()).filter((member) => /Rotat/.test(member)),
  },
  {
    ...answer,
    operation: 'DescribeSecret',
    fact: 'hides a version without labels',
    aws: { [second]: ['AWSPREVIOUS'], [third]: ['AWSCURRENT'] },
    async ask({ secret }) {
      await secret.put('second', undefined, second);
      await secret.put('third', undefined, third);
      return labelsOf(secret);
    },
  },
  {
    ...answer,
    operation: 'ListSecretVersionIds',
    fact: 'lists a version without labels only with IncludeDeprecated, and without VersionStages',
    aws: { usual: [second, third], all: [first, second, third], bare: [first] },
    async ask({ account, secret }) {
      await secret.put('second', undefined, second);
      await secret.put('third', undefined, third);
      const list = async (IncludeDeprecated: boolean) =>
        (await account.secretsManager.send(new ListSecretVersionIdsCommand({ SecretId: 'pair', IncludeDeprecated })))
          .Versions ?? [];
      const [usual, all] = [await list(false), await list(true)];
      const ids = (versions: typeof all) => versions.map(({ VersionId }) => VersionId).toSorted();
      return { usual: ids(usual), all: ids(all), bare: ids(all.filter((version) => !('VersionStages' in version))) };
    },
  },
  {
    ...answer,
    operation: 'ListSecrets',
    fact: 'treats a name in its filter as a prefix of names',
    source: 'API reference',
    aws: [['pair'], []],
    async ask({ account }) {
      const names = async (prefix: string) => {
        const list = new ListSecretsCommand({ Filters: [{ Key: 'name', Values: [prefix] }] });
        return (await account.secretsManager.send(list)).SecretList?.map(({ Name }) => Name);
      };
      return [await names('pa'), await names('air')];
    },
  },
  {
    ...answer,
    operation: 'GetResourcePolicy',
    fact: 'answers only ARN and name if there is no policy',
    source: 'API reference',
    aws: ['<ARN>', 'pair', null],
    async ask({ account }) {
      const get = new GetResourcePolicyCommand({ SecretId: 'pair' });
      const { ARN, Name, ResourcePolicy = null } = await account.secretsManager.send(get);
      return [ARN, Name, ResourcePolicy];
    },
  },
  {
    ...answer,
    operation: 'PutResourcePolicy',
    fact: 'replaces the policy that was there',
    source: 'API reference',
    aws: 'secretsmanager:PutSecretValue',
    async ask({ account: { secretsManager } }) {
      for (const Action of ['secretsmanager:DeleteSecret', 'secretsmanager:PutSecretValue']) {
        const statement = { Effect: 'Deny', Principal: '*', Action, Resource: '*' };
        const ResourcePolicy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
        await secretsManager.send(new PutResourcePolicyCommand({ SecretId: 'pair', ResourcePolicy }));
      }
      const { ResourcePolicy = '' } = await secretsManager.send(new GetResourcePolicyCommand({ SecretId: 'pair' }));
      return JSON.parse(ResourcePolicy).Statement[0].Action;
    },
  },
];
