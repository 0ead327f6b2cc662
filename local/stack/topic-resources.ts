import { CreateTopicCommand, SetTopicAttributesCommand, SubscribeCommand } from '@aws-sdk/client-sns';
import type { Deployed, Deployment } from './deployment.ts';
import { listOf, objectOf, type ResolvedResource, textOf } from './read-property.ts';

export async function deployTopic({ sns, assembly }: Deployment, resource: ResolvedResource): Promise<Deployed> {
  const { DisplayName, KmsMasterKeyId, TopicName } = resource.properties;
  const { TopicArn: ref = '' } = await sns.send(
    new CreateTopicCommand({
      Name: String(TopicName ?? `${assembly.name}-${resource.id}`),
      Attributes: {
        ...(DisplayName !== undefined && { DisplayName: String(DisplayName) }),
        ...(KmsMasterKeyId !== undefined && { KmsMasterKeyId: String(KmsMasterKeyId) }),
      },
    }),
  );
  return { ref, attributes: { TopicArn: ref, TopicName: ref.split(':').at(-1) ?? '' } };
}

export async function deployTopicPolicy({ sns }: Deployment, resource: ResolvedResource): Promise<Deployed> {
  const AttributeValue = JSON.stringify(objectOf(resource, 'PolicyDocument'));
  for (const topic of listOf(resource, 'Topics')) {
    const policy = { TopicArn: String(topic), AttributeName: 'Policy', AttributeValue };
    await sns.send(new SetTopicAttributesCommand(policy));
  }
  return { ref: resource.id };
}

export async function deploySubscription({ sns }: Deployment, resource: ResolvedResource): Promise<Deployed> {
  const { SubscriptionArn: ref = '' } = await sns.send(
    new SubscribeCommand({
      TopicArn: textOf(resource, 'TopicArn'),
      Protocol: textOf(resource, 'Protocol'),
      Endpoint: textOf(resource, 'Endpoint'),
      ReturnSubscriptionArn: true,
    }),
  );
  return { ref };
}
