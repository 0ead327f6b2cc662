import { CreateTopicCommand, SubscribeCommand } from '@aws-sdk/client-sns';
import { describe, expect, it } from 'vitest';
import { compose } from '../../../lambda/notices/compose.ts';
import type { LiveValueBroken, Notice } from '../../../lambda/notices/notice.ts';
import { createPublisher } from '../../../lambda/notices/publish.ts';
import { anAws } from '../../local/aws/an-aws.ts';
import { requested } from './every-notice.ts';

const broken: LiveValueBroken = {
  environment: 'production',
  credential: 'api',
  kind: 'LiveValueBroken',
  since: '2026-11-24T10:00:00Z',
};

const addresses = { ops: 'ops@example.com', support: 'octopus-support@example.com' };

async function topics({ supportConfirmed = true } = {}) {
  const world = await anAws();
  const arns: Record<string, string> = {};
  for (const [audience, Endpoint] of Object.entries(addresses)) {
    const { TopicArn = '' } = await world.sns.send(new CreateTopicCommand({ Name: audience }));
    arns[audience] = TopicArn;
    await world.sns.send(new SubscribeCommand({ TopicArn, Protocol: 'email', Endpoint }));
  }
  world.aws.sns.confirm(addresses.ops);
  if (supportConfirmed) world.aws.sns.confirm(addresses.support);
  const config = { opsTopicArn: arns.ops ?? '', supportTopicArn: arns.support ?? '' };
  return {
    ...world,
    config,
    publish: createPublisher({ sns: world.sns, config }),
    mails: () => world.aws.mailbox.map(({ to, subject, attributes }) => ({ to, subject, attributes })),
  };
}

const attributesOf = ({ kind, environment, credential }: Notice, audience: string, severity: string | undefined) => ({
  notice: kind,
  audience,
  environment,
  severity,
  credential,
});

describe('a notice', () => {
  it('for ops goes to ops alone, with what it is about as attributes', async () => {
    await using world = await topics();
    await world.publish(broken);
    const { ops } = compose(broken);
    const attributes = attributesOf(broken, 'ops', ops?.severity);
    expect(world.mails()).toEqual([{ to: addresses.ops, subject: ops?.subject, attributes }]);
    expect(world.aws.mailbox[0]?.body).toContain(ops?.body);
  });

  it('for support goes to support', async () => {
    await using world = await topics();
    await world.publish(requested);
    const { support, ops } = compose(requested);
    expect(ops).toBeUndefined();
    expect(world.mails()).toEqual([
      {
        to: addresses.support,
        subject: support?.subject,
        attributes: attributesOf(requested, 'support', support?.severity),
      },
    ]);
  });

  it.each([
    ['scheduled', 'action'],
    ['leak', 'urgent'],
  ] as const)('for support, whom nobody has confirmed, goes to ops to forward: %s is %s', async (reason, severity) => {
    await using world = await topics({ supportConfirmed: false });
    const notice = { ...requested, reason };
    await world.publish(notice);
    expect(world.mails()).toEqual([
      {
        to: addresses.ops,
        subject: '[octopus-cards production] api: forward this mail to support',
        attributes: attributesOf(notice, 'ops', severity),
      },
    ]);
    // Support's topic has it, too: whoever confirms later than this finds nothing, who subscribed otherwise does.
    expect(world.aws.sns.published.map(({ attributes }) => attributes.audience)).toEqual(['ops', 'support']);
  });

  it('for ops alone is nothing to forward', async () => {
    await using world = await topics({ supportConfirmed: false });
    await world.publish(broken);
    expect(world.aws.sns.published).toHaveLength(1);
  });

  it('for support, whose topic is not there, goes to ops to be forwarded, and fails with what was called', async () => {
    await using world = await topics();
    const gone = 'arn:aws:sns:us-east-1:123456789012:gone';
    const publish = createPublisher({ sns: world.sns, config: { ...world.config, supportTopicArn: gone } });
    await expect(publish(requested)).rejects.toThrow(`sns:Publish on ${gone}: `);
    expect(world.aws.mailbox.map(({ attributes }) => attributes.audience)).toEqual(['ops']);
  });

  it('that SNS does not take fails, with what was called', async () => {
    await using world = await topics();
    world.aws.sns.failNextPublish();
    await expect(world.publish(broken)).rejects.toThrow(/^sns:Publish on arn:aws:sns:us-east-1:\d{12}:ops: /);
    expect(world.aws.mailbox).toEqual([]);
  });

  it('goes to the other audience, whatever becomes of the first', async () => {
    await using world = await topics({ supportConfirmed: false });
    world.aws.sns.failNextPublish();
    await expect(world.publish(requested)).rejects.toThrow(/^sns:Publish on .*:ops: /);
    expect(world.aws.sns.published.map(({ attributes }) => attributes.audience)).toEqual(['support']);
  });
});

it('a topic of support that cannot be asked is named in the failure', async () => {
  await using world = await topics();
  world.aws.intercept = ({ operation }) => (operation === 'GetTopicAttributes' ? 'drop-before' : 'pass');
  await expect(world.publish(requested)).rejects.toThrow(`sns:GetTopicAttributes on ${world.config.supportTopicArn}: `);
});
