import { randomUUID } from 'node:crypto';
import {
  CloudTrailClient,
  type LookupAttributeKey,
  LookupEventsCommand,
  type LookupEventsCommandInput,
} from '@aws-sdk/client-cloudtrail';
import {
  BatchGetSecretValueCommand,
  CreateSecretCommand,
  GetSecretValueCommand,
} from '@aws-sdk/client-secrets-manager';
import { describe, expect, it } from 'vitest';
import { days, minutes } from '../../../local/clock.ts';
import { type AnAws, anAws, aSecret, refusal, start } from './an-aws.ts';
import { account, allow, anIdentity, decidedFor, document, role, root, session } from './iam/an-identity.ts';

const keyArn = `arn:aws:kms:us-east-1:${account}:key/11111111-2222-4333-8444-555555555555`;

/** An account with a secret, and a client that looks up, by default everything. */
async function watched(accessKeyId = 'local') {
  const world = await anAws();
  const secret = await aSecret(world);
  const cloudTrail = new CloudTrailClient(world.as(accessKeyId));
  const lookUp = (input: LookupEventsCommandInput = {}) => cloudTrail.send(new LookupEventsCommand(input));
  return {
    ...world,
    secret,
    lookUp,
    names: async (input?: LookupEventsCommandInput) =>
      ((await lookUp(input)).Events ?? []).map((event) => event.EventName),
    by: (AttributeKey: LookupAttributeKey, AttributeValue: string) => ({
      LookupAttributes: [{ AttributeKey, AttributeValue }],
    }),
  };
}

/** A secret whose value is encrypted with a key of the account's own. */
async function withKey({ aws, secretsManager }: AnAws, ClientRequestToken = randomUUID() as string) {
  const toAccount = allow('kms:*', '*', { Principal: { AWS: root } });
  aws.kms.addKey({ arn: keyArn, alias: 'alias/pairs', policy: document(toAccount) });
  const pair = { Name: 'locked', SecretString: 'hidden', ClientRequestToken, KmsKeyId: 'alias/pairs' };
  const { ARN } = await secretsManager.send(new CreateSecretCommand(pair));
  return { arn: ARN, version: ClientRequestToken };
}

describe('an event', () => {
  it('is a read that was answered, with the request as it was written, and never its value', async () => {
    await using world = await watched();
    const { secretsManager } = anIdentity(world, allow('secretsmanager:*', '*'));
    const VersionId = world.secret.first;
    await secretsManager.send(new GetSecretValueCommand({ SecretId: world.secret.arn.slice(0, -7), VersionId }));
    await world.clock.advance(minutes(15));
    const { Events: [event, ...others] = [] } = await world.lookUp();
    expect(others).toEqual([]);
    const { CloudTrailEvent, EventId, ...shown } = event ?? {};
    expect(shown).toEqual({
      EventName: 'GetSecretValue',
      ReadOnly: 'true',
      AccessKeyId: 'app',
      EventTime: start,
      EventSource: 'secretsmanager.amazonaws.com',
      Username: 'i-1',
      Resources: [],
    });
    expect(CloudTrailEvent).not.toContain('first');
    expect(JSON.parse(CloudTrailEvent ?? '')).toMatchObject({
      eventID: EventId,
      eventName: 'GetSecretValue',
      eventSource: 'secretsmanager.amazonaws.com',
      eventTime: '2026-01-01T00:00:00Z',
      readOnly: true,
      requestParameters: { secretId: world.secret.arn.slice(0, -7), versionId: VersionId },
      userIdentity: {
        type: 'AssumedRole',
        arn: session,
        sessionContext: { sessionIssuer: { type: 'Role', arn: role } },
      },
    });
  });

  it('of a user has no session', async () => {
    await using world = await watched();
    await world.secret.get();
    await world.clock.advance(minutes(15));
    const { Events: [event] = [] } = await world.lookUp();
    const { userIdentity } = JSON.parse(event?.CloudTrailEvent ?? '');
    expect(userIdentity).toEqual({
      type: 'IAMUser',
      arn: `arn:aws:iam::${account}:user/local`,
      accountId: account,
      accessKeyId: 'local',
      userName: 'local',
    });
  });

  it('is not made by a read that was refused, or that found nothing', async () => {
    await using world = await watched();
    const { secretsManager } = anIdentity(world);
    expect(await refusal(secretsManager.send(new GetSecretValueCommand({ SecretId: 'pair' })))).toContain('400');
    expect(await refusal(world.secret.get({ VersionStage: 'AWSPREVIOUS' }))).toContain('400');
    await world.clock.advance(minutes(15));
    expect(await world.names()).toEqual([]);
  });

  it('of a key comes with each read of a secret that has one', async () => {
    await using world = await watched();
    const { arn, version } = await withKey(world);
    await world.secretsManager.send(new GetSecretValueCommand({ SecretId: 'locked' }));
    await world.secret.get();
    await world.clock.advance(minutes(15));
    const { Events: [event, ...others] = [] } = await world.lookUp(world.by('ResourceName', keyArn));
    expect(others).toEqual([]);
    expect(event?.Resources).toEqual([{ ResourceType: 'AWS::KMS::Key', ResourceName: keyArn }]);
    expect(JSON.parse(event?.CloudTrailEvent ?? '')).toMatchObject({
      eventName: 'Decrypt',
      eventSource: 'kms.amazonaws.com',
      requestParameters: { encryptionContext: { SecretARN: arn, SecretVersionId: version } },
      userIdentity: { type: 'IAMUser', invokedBy: 'secretsmanager.amazonaws.com' },
    });
  });

  it.each([
    ['a list', { SecretIdList: ['pair', 'none'] }, { secretIdList: ['pair', 'none'] }, 'pair'],
    [
      'filters',
      { Filters: [{ Key: 'name', Values: ['pa'] }] } as const,
      { filters: [{ key: 'name', values: ['pa'] }] },
      expect.stringMatching(/^arn:aws:secretsmanager:.*:secret:pair-.{6}$/),
    ],
  ])('of a read of several secrets by %s comes with one of each that was read', async (_, asked, written, each) => {
    await using world = await watched();
    const input =
      'Filters' in asked
        ? { Filters: [...asked.Filters].map((filter) => ({ ...filter, Values: [...filter.Values] })) }
        : asked;
    await world.secretsManager.send(new BatchGetSecretValueCommand(input));
    await world.clock.advance(minutes(15));
    const { Events = [] } = await world.lookUp();
    const records = Events.map(({ CloudTrailEvent }) => JSON.parse(CloudTrailEvent ?? ''));
    expect(records.map(({ eventName, requestParameters }) => [eventName, requestParameters])).toEqual([
      ['BatchGetSecretValue', written],
      ['GetSecretValue', { secretId: each }],
    ]);
  });

  it('is visible 15 minutes after it happened, unless the world is told otherwise', async () => {
    await using world = await watched();
    await world.secret.get();
    await world.clock.advance(minutes(15) - 1);
    expect(await world.names()).toEqual([]);
    await world.clock.advance(1);
    expect(await world.names()).toEqual(['GetSecretValue']);
    await world.clock.advance(minutes(1));
    await world.secret.get();
    expect(await world.names()).toHaveLength(1);
    world.aws.cloudTrail.delay(0);
    expect(await world.names()).toHaveLength(2);
  });

  it('is kept for 90 days', async () => {
    await using world = await watched();
    await world.secret.get();
    await world.clock.advance(days(90) - 1);
    expect(await world.names()).toHaveLength(1);
    await world.clock.advance(1);
    expect(await world.names()).toEqual([]);
  });
});

describe('LookupEvents', () => {
  it('has 50 events on a page, the newest first, and goes on where the page ended', async () => {
    await using world = await watched();
    world.aws.cloudTrail.delay(0);
    for (let count = 0; count < 60; count += 1) {
      await world.secret.get();
      await world.clock.advance(minutes(1));
    }
    const first = await world.lookUp();
    await world.secret.get();
    const second = await world.lookUp({ NextToken: first.NextToken });
    expect([first.Events?.length, second.Events?.length, second.NextToken]).toEqual([50, 10, undefined]);
    const times = [...(first.Events ?? []), ...(second.Events ?? [])].map(({ EventTime }) => EventTime?.getTime() ?? 0);
    expect(times).toEqual(Array.from({ length: 60 }, (_, index) => start.getTime() + minutes(59 - index)));
  });

  it('refuses a token of another question', async () => {
    await using world = await watched();
    world.aws.cloudTrail.delay(0);
    await world.secret.get();
    await world.secret.get();
    const { NextToken } = await world.lookUp({ MaxResults: 1 });
    const other = { ...world.by('EventName', 'GetSecretValue'), NextToken };
    expect(await refusal(world.lookUp(other))).toContain('400 InvalidNextTokenException');
    await world.clock.advance(minutes(1));
    expect(await refusal(world.lookUp({ NextToken: 'any' }))).toContain('400 InvalidNextTokenException');
  });

  it.each([
    ['EventName', 'Decrypt', ['Decrypt']],
    ['EventSource', 'kms.amazonaws.com', ['Decrypt']],
    ['ResourceName', keyArn, ['Decrypt']],
    ['ResourceType', 'AWS::KMS::Key', ['Decrypt']],
    ['Username', 'local', ['Decrypt', 'GetSecretValue']],
    ['AccessKeyId', 'other', []],
    ['ReadOnly', 'true', ['Decrypt', 'GetSecretValue']],
    ['ReadOnly', 'false', []],
    ['EventId', 'any', []],
  ] as const)('finds by %s %s', async (key, value, found) => {
    await using world = await watched();
    await withKey(world);
    await world.secretsManager.send(new GetSecretValueCommand({ SecretId: 'locked' }));
    world.aws.cloudTrail.delay(0);
    expect(await world.names(world.by(key, value))).toEqual(found);
  });

  it('finds by a time range, both ends included', async () => {
    await using world = await watched();
    await world.secret.get();
    world.aws.cloudTrail.delay(0);
    await world.clock.advance(minutes(1));
    const after = new Date(start.getTime() + 1000);
    expect(await world.names({ StartTime: start, EndTime: start })).toHaveLength(1);
    expect(await world.names({ StartTime: after })).toEqual([]);
    await world.clock.advance(minutes(1));
    expect(await refusal(world.lookUp({ StartTime: after, EndTime: start }))).toContain(
      '400 InvalidTimeRangeException',
    );
  });

  it.each([
    [{ EventCategory: 'insight' }, '501 NotModelled: cloudtrail:LookupEvents with EventCategory is not modelled'],
    [{ MaxResults: 51 }, '400 InvalidMaxResultsException'],
    [{ LookupAttributes: [{ AttributeKey: 'Color', AttributeValue: 'x' }] }, '400 InvalidLookupAttributesException'],
    [
      {
        LookupAttributes: [
          { AttributeKey: 'EventName', AttributeValue: 'x' },
          { AttributeKey: 'ReadOnly', AttributeValue: 'x' },
        ],
      },
      '400 InvalidLookupAttributesException',
    ],
  ])('refuses %j', async (input, error) => {
    await using world = await watched();
    expect(await refusal(world.lookUp(input as LookupEventsCommandInput))).toContain(error);
  });

  it('answers two calls a second, by the clock of the world', async () => {
    await using world = await watched();
    const twice = async () => [await refusal(world.lookUp()), await refusal(world.lookUp())];
    expect(await twice()).toEqual(['no error', 'no error']);
    await world.clock.advance(999);
    expect(await refusal(world.lookUp())).toBe('400 ThrottlingException: Rate exceeded');
    await world.clock.advance(1);
    expect(await twice()).toEqual(['no error', 'no error']);
  });

  it('is throttled, fails or shows nothing when it is told to', async () => {
    await using world = await watched();
    await world.secret.get();
    world.aws.cloudTrail.delay(0);
    world.aws.cloudTrail.throttle(1);
    world.aws.cloudTrail.fail(1);
    const one = async () => {
      await world.clock.advance(1000);
      return await refusal(world.lookUp());
    };
    expect([await one(), await one(), await one()]).toEqual([
      '400 ThrottlingException: Rate exceeded',
      '500 InternalFailure: The local AWS was made to fail.',
      'no error',
    ]);
    await world.clock.advance(1000);
    world.aws.cloudTrail.showNothing(true);
    expect(await world.names()).toEqual([]);
  });

  it('needs its right, on everything', async () => {
    await using world = await watched('app');
    anIdentity(world);
    expect(await refusal(world.lookUp())).toBe(
      `400 AccessDeniedException: User: ${session} is not authorized to perform: cloudtrail:LookupEvents because no identity-based policy allows the cloudtrail:LookupEvents action`,
    );
    anIdentity(world, allow('cloudtrail:LookupEvents', '*'));
    expect(await refusal(world.lookUp())).toBe('no error');
    expect(decidedFor(world)).toEqual(['- cloudtrail:LookupEvents', '+ cloudtrail:LookupEvents']);
  });

  it('is known by the target that the AWS CLI writes', async () => {
    await using world = await anAws();
    const headers = {
      authorization: 'AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/cloudtrail/aws4_request',
      'x-amz-target': 'com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.LookupEvents',
    };
    const response = await fetch(world.aws.url, { method: 'POST', headers, body: '{}' });
    expect(await response.json()).toEqual({ Events: [] });
  });

  it('is the only operation of CloudTrail', async () => {
    await using world = await anAws();
    const headers = {
      authorization: 'AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/cloudtrail/aws4_request',
      'x-amz-target': 'CloudTrail_20131101.DescribeTrails',
    };
    const response = await fetch(world.aws.url, { method: 'POST', headers, body: '{}' });
    expect(await response.json()).toMatchObject({ __type: 'NotModelled' });
  });
});

describe('a read of several secrets', () => {
  it('needs rights on each, and names those that it may not read', async () => {
    await using world = await watched();
    await aSecret(world, { name: 'other' });
    const batch = allow('secretsmanager:BatchGetSecretValue', '*');
    const { secretsManager } = anIdentity(world, batch, allow('secretsmanager:GetSecretValue', `${world.secret.arn}`));
    const { SecretValues = [], Errors = [] } = await secretsManager.send(
      new BatchGetSecretValueCommand({ SecretIdList: ['pair', 'other'] }),
    );
    expect(SecretValues.map(({ Name }) => Name)).toEqual(['pair']);
    expect(Errors.map(({ SecretId, ErrorCode }) => [SecretId, ErrorCode])).toEqual([
      ['other', 'AccessDeniedException'],
    ]);
    const filtered = new BatchGetSecretValueCommand({ Filters: [{ Key: 'name', Values: ['pair'] }] });
    expect(await refusal(secretsManager.send(filtered))).toContain('secretsmanager:ListSecrets');
  });

  it('takes a list or filters', async () => {
    await using world = await anAws();
    expect(await refusal(world.secretsManager.send(new BatchGetSecretValueCommand({})))).toContain(
      "400 InvalidParameterException: Either 'SecretIdList' or 'Filters' must be provided, but not both.",
    );
  });
});
