import {
  CreateTopicCommand,
  GetTopicAttributesCommand,
  ListTopicsCommand,
  PublishCommand,
  SetTopicAttributesCommand,
} from '@aws-sdk/client-sns';
import { expect, it } from 'vitest';
import { anAws, refusal } from '../an-aws.ts';
import { account, allow, anIdentity, decidedFor, deny, document, role, root, session } from './an-identity.ts';

const topicArn = `arn:aws:sns:us-east-1:${account}:ops`;
const nobody = (action: string, on = topicArn) =>
  `403 AuthorizationErrorException: User: ${session} is not authorized to perform: ${action} on resource: ${on} because no identity-based policy allows the ${action} action`;

async function aTopic(...statements: object[]) {
  const world = await anAws();
  const { TopicArn } = await world.sns.send(new CreateTopicCommand({ Name: 'ops' }));
  const { sns } = anIdentity(world, ...statements);
  const publish = () => refusal(sns.send(new PublishCommand({ TopicArn, Message: 'news' })));
  const set = (AttributeName: string, AttributeValue: string) =>
    world.sns.send(new SetTopicAttributesCommand({ TopicArn, AttributeName, AttributeValue }));
  return {
    world,
    sns,
    publish,
    policy: (...given: object[]) => set('Policy', JSON.stringify(document(...given))),
    set,
    attributes: async () => (await world.sns.send(new GetTopicAttributesCommand({ TopicArn }))).Attributes,
    [Symbol.asyncDispose]: () => world.aws.close(),
  };
}

it('publishes for a caller whose own policy allows it', async () => {
  await using topic = await aTopic(allow('sns:Publish', topicArn));
  expect(await topic.publish()).toBe('no error');
  expect(decidedFor(topic.world)).toEqual(['+ sns:Publish']);
});

it("needs more than the topic's default policy", async () => {
  await using topic = await aTopic(allow('sns:Publish', `${topicArn}x`));
  expect(await topic.publish()).toBe(nobody('SNS:Publish'));
  expect(await refusal(topic.sns.send(new ListTopicsCommand()))).toBe(
    nobody('SNS:ListTopics', `arn:aws:sns:us-east-1:${account}:*`),
  );
});

it.each([
  ['allows the role', [allow('sns:Publish', topicArn, { Principal: { AWS: role } })], [], 'no error'],
  ['allows the account', [allow('sns:Publish', topicArn, { Principal: { AWS: root } })], [], nobody('SNS:Publish')],
  [
    'denies what is not encrypted',
    [deny('sns:Publish', topicArn, { Principal: '*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } })],
    [allow('sns:Publish', topicArn)],
    'no error',
  ],
  [
    'denies others',
    [
      deny('sns:Publish', topicArn, {
        Principal: '*',
        Condition: { ArnNotEquals: { 'aws:PrincipalArn': `${role}x` } },
      }),
    ],
    [allow('sns:Publish', topicArn)],
    expect.stringContaining('with an explicit deny in a resource-based policy'),
  ],
])('publishes by a topic policy that %s', async (_, policy, own, expected) => {
  await using topic = await aTopic(...own);
  await topic.policy(...policy);
  expect(await topic.publish()).toEqual(expected);
});

it("shows its policy, at first AWS's default", async () => {
  await using topic = await aTopic();
  expect(JSON.parse((await topic.attributes())?.Policy ?? '')).toMatchObject({ Id: '__default_policy_ID' });
  const own = deny('sns:Publish', topicArn, { Principal: '*' });
  await topic.policy(own);
  expect((await topic.attributes())?.Policy).toBe(JSON.stringify(document(own)));
});

it.each([
  ['not JSON', 'InvalidParameter', 'Invalid parameter: Policy Error: null'],
  [
    JSON.stringify(
      document(allow('sns:*', '*', { Principal: '*', Condition: { DateLessThan: { 'aws:SourceArn': 'x' } } })),
    ),
    'NotModelled',
    'iam:condition operator DateLessThan is not modelled',
  ],
])('refuses the policy %s', async (text, type, message) => {
  await using topic = await aTopic();
  const refused = await refusal(topic.set('Policy', text));
  expect(refused).toContain(type);
  expect(refused).toContain(message);
});
