import {
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  RotateSecretCommand,
  UpdateSecretCommand,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import {
  GetTopicAttributesCommand,
  ListSubscriptionsByTopicCommand,
  PublishCommand,
  SetTopicAttributesCommand,
} from '@aws-sdk/client-sns';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aLocalAccount, type DeployedEnvironment, type Person } from './local-account.ts';
import { egress } from './template-of.ts';

const settings = { encryption: 'customer-key', egress: egress.fixed };
let account: Awaited<ReturnType<typeof aLocalAccount>>;
let stacks: Readonly<Record<Environment, DeployedEnvironment>>;
type Environment = 'sandbox' | 'production';

beforeAll(async () => {
  account = await aLocalAccount();
  const [sandbox, production] = [
    await account.deploy('sandbox', settings),
    await account.deploy('production', settings),
  ];
  stacks = { sandbox, production };
});
afterAll(() => account.aws.close());

const both = [
  ['sandbox', 'production'],
  ['production', 'sandbox'],
] as const;
const secretsOf = (environment: Environment) => [
  `octopus-cards/${environment}/api`,
  `octopus-cards/${environment}/api/intake`,
];
const topicsOf = (environment: Environment): readonly string[] => {
  const [{ variables = {} } = {}] = stacks[environment].stack.functions.values();
  return [variables.OPS_TOPIC_ARN ?? '', variables.SUPPORT_TOPIC_ARN ?? ''];
};

/** The result of each call: the name of the error, or `done`. */
const outcomes = (calls: readonly Promise<unknown>[]): Promise<readonly string[]> =>
  Promise.all(calls.map((call) => call.then(() => 'done').catch(({ name }: Error) => name)));

/** The calls of the steps on a secret. The label is one that a role may move on either kind of secret. */
const useSecret = ({ secretsManager }: Person, SecretId: string) => [
  secretsManager.send(new DescribeSecretCommand({ SecretId })),
  secretsManager.send(new GetSecretValueCommand({ SecretId })),
  secretsManager.send(
    new PutSecretValueCommand({ SecretId, SecretString: '{}', VersionStages: ['octopus/test/version=none'] }),
  ),
  secretsManager.send(new UpdateSecretVersionStageCommand({ SecretId, VersionStage: 'octopus/none/version=none' })),
];
const publish = ({ sns }: Person, TopicArn: string) => sns.send(new PublishCommand({ TopicArn, Message: 'test' }));

describe.each(both)('with both stacks in one account, the function of %s', (own, other) => {
  const person = () => stacks[own].rotate;

  it(`reads, describes, writes and labels no secret of ${other}`, async () => {
    const calls = secretsOf(other).flatMap((secret) => useSecret(person(), secret));
    expect(await outcomes(calls)).toEqual(calls.map(() => 'AccessDeniedException'));
  });

  it('does all of that to its own', async () => {
    const found = await outcomes(secretsOf(own).flatMap((secret) => useSecret(person(), secret)));
    expect(found).not.toContain('AccessDeniedException');
  });

  it(`publishes to no topic of ${other}, and asks nothing about them`, async () => {
    const calls = topicsOf(other).flatMap((topic) => [
      publish(person(), topic),
      person().sns.send(new GetTopicAttributesCommand({ TopicArn: topic })),
    ]);
    expect(await outcomes(calls)).toEqual(calls.map(() => 'AuthorizationErrorException'));
    expect(await outcomes(topicsOf(own).map((topic) => publish(person(), topic)))).toEqual(['done', 'done']);
  });
});

describe.each(both)('with both stacks in one account, an operator of %s', (own, other) => {
  const stage = (environment: Environment) => {
    const [credential, intake] = secretsOf(environment);
    const { secretsManager } = stacks[own].operator;
    return [
      secretsManager.send(new DescribeSecretCommand({ SecretId: credential })),
      secretsManager.send(new PutSecretValueCommand({ SecretId: intake, SecretString: '{}' })),
      secretsManager.send(new RotateSecretCommand({ SecretId: credential })),
    ];
  };

  it(`stages, rotates and looks at nothing of ${other}`, async () => {
    expect(await outcomes(stage(other))).toEqual(Array(3).fill('AccessDeniedException'));
    const list = new ListSubscriptionsByTopicCommand({ TopicArn: topicsOf(other)[0] });
    expect(await outcomes([stacks[own].operator.sns.send(list)])).toEqual(['AuthorizationErrorException']);
  });

  it('does all of that to its own', async () => {
    expect(await outcomes(stage(own))).toEqual(['done', 'done', 'done']);
    await account.aws.secretsManager.idle();
  });
});

describe.each(both)('with both stacks in one account, the key of %s', (own, other) => {
  const keyOf = async (environment: Environment): Promise<string> => {
    const describe = new DescribeSecretCommand({ SecretId: secretsOf(environment)[0] });
    return (await account.administrator.secretsManager.send(describe)).KmsKeyId ?? '';
  };

  it(`is of no use for a secret of ${other}, not even to an administrator`, async () => {
    const [ownKey, otherKey] = [await keyOf(own), await keyOf(other)];
    expect(ownKey).toMatch(/^arn:aws:kms:/);
    expect(ownKey).not.toBe(otherKey);
    const [SecretId] = secretsOf(other);
    const give = (KmsKeyId: string) =>
      account.administrator.secretsManager.send(new UpdateSecretCommand({ SecretId, KmsKeyId }));
    expect(await outcomes([give(ownKey), give(otherKey)])).toEqual(['AccessDeniedException', 'done']);
  });

  it(`is of no use for a topic of ${other}`, async () => {
    const TopicArn = topicsOf(other)[0] ?? '';
    const give = (AttributeValue: string) =>
      account.administrator.sns.send(
        new SetTopicAttributesCommand({ TopicArn, AttributeName: 'KmsMasterKeyId', AttributeValue }),
      );
    await give(await keyOf(own));
    expect(await outcomes([publish(account.administrator, TopicArn)])).toEqual(['KMSAccessDeniedException']);
    await give(await keyOf(other));
    expect(await outcomes([publish(account.administrator, TopicArn)])).toEqual(['done']);
  });
});
