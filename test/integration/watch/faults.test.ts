import { DeleteSecretCommand, RestoreSecretCommand } from '@aws-sdk/client-secrets-manager';
import { CreateTopicCommand, DeleteTopicCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { expect, it } from 'vitest';
import { AwsError } from '../../../local/aws/aws-error.ts';
import { days } from '../../../local/clock.ts';
import type { World } from '../../../local/world.ts';
import { firstPair } from '../rotation/story.ts';
import { diary } from './diary.ts';
import { watched } from './watched.ts';

/** What AWS refuses to the watch, and how it goes on when that is over. */

const opsMail = 'ops@example.com';

/** The failures of these runs, as the log tells them. */
const failures = ({ log }: World, from: number): readonly string[] =>
  log
    .slice(from)
    .map((line): unknown => JSON.parse(line))
    .filter((line) => typeof line === 'object' && line !== null && 'message' in line && line.message === 'run failed')
    .map((line) => (line && typeof line === 'object' && 'reason' in line ? String(line.reason) : ''));

it('a mail that SNS throttles is sent by the next try of the same day, once', async () => {
  await using world = await watched();
  world.octopus.revoke(firstPair.apiKey);
  const before = world.aws.mailbox.length;
  world.aws.sns.failNextPublish(new AwsError('Throttled', 'Rate exceeded', 429));
  await world.clock.advance(days(1));
  expect(diary(world, before)).toEqual(['2025-11-25 ops urgent LivePairDead']);
});

it('a topic that is gone fails the run with its name in the log, and what it owes is sent when the topic is back', async () => {
  await using world = await watched();
  const sns = new SNSClient({
    endpoint: world.aws.url,
    region: world.aws.region,
    credentials: { accessKeyId: 'LOCALADMINISTRATOR', secretAccessKey: 'local' },
  });
  const TopicArn = world.aws.sns.subscriptions().find(({ email }) => email === opsMail)?.topicArn ?? '';
  await sns.send(new DeleteTopicCommand({ TopicArn }));
  world.octopus.revoke(firstPair.apiKey);
  const [mails, lines] = [world.aws.mailbox.length, world.log.length];
  await world.clock.advance(days(2));
  expect(world.aws.mailbox.length).toBe(mails);
  expect(new Set(failures(world, lines))).toMatchInlineSnapshot(`
    Set {
      "sns:Publish on arn:aws:sns:us-east-1:123456789012:OctopusCards-Sandbox-TopicsOpsCB2224C4: NotFoundException: Topic does not exist",
    }
  `);
  await sns.send(new CreateTopicCommand({ Name: TopicArn.split(':').at(-1) ?? '' }));
  await sns.send(new SubscribeCommand({ TopicArn, Protocol: 'email', Endpoint: opsMail }));
  world.aws.sns.confirm(opsMail);
  await world.clock.advance(days(1));
  expect(diary(world, mails)).toEqual(['2025-11-27 ops urgent LivePairDead']);
  sns.destroy();
});

it('a credential that is deleted fails its runs with a line each, mails nobody, and goes on when it is restored', async () => {
  await using world = await watched();
  await world.secretsManager.send(new DeleteSecretCommand({ SecretId: world.secretName }));
  const [mails, lines] = [world.aws.mailbox.length, world.log.length];
  await world.clock.advance(days(2));
  expect(world.aws.mailbox.length).toBe(mails);
  expect(new Set(failures(world, lines))).toMatchInlineSnapshot(`
    Set {
      "secretsmanager:GetSecretValue on octopus-cards/sandbox/api: InvalidRequestException: marked for deletion",
    }
  `);
  await world.secretsManager.send(new RestoreSecretCommand({ SecretId: world.secretName }));
  const after = world.log.length;
  await world.clock.advance(days(1));
  expect(failures(world, after)).toEqual([]);
});
