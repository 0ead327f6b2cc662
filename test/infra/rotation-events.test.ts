import { describe, expect, it } from 'vitest';
import { account, arn, deployed } from './deployed.ts';
import { templateOf } from './template-of.ts';

interface Rule {
  readonly Description: string;
  readonly EventPattern: unknown;
  readonly Targets: readonly {
    readonly Arn: unknown;
    readonly InputTransformer: { readonly InputPathsMap: Record<string, string>; readonly InputTemplate: string };
  }[];
}

const rules = Object.values(deployed(templateOf('sandbox')))
  .filter(({ Type }) => Type === 'AWS::Events::Rule')
  .map(({ Properties }) => Properties as unknown as Rule);

/** The event as CloudTrail sends it to EventBridge. */
function eventOf(eventName: string, name = 'octopus-cards/sandbox/api-AbCdEf') {
  const SecretId = arn('secretsmanager', `secret:${name}`);
  return {
    'detail-type': 'AWS Service Event via CloudTrail',
    source: 'aws.secretsmanager',
    time: '2026-11-24T07:00:00Z',
    resources: [],
    detail: {
      userIdentity: { accountId: account, invokedBy: 'secretsmanager.amazonaws.com' },
      eventSource: 'secretsmanager.amazonaws.com',
      eventName,
      requestParameters: null,
      additionalEventData: { SecretId },
      eventType: 'AwsServiceEvent',
    },
  };
}

/** The part of EventBridge's matching that the rules use: lists of texts and of prefixes. */
function matches(pattern: unknown, event: unknown): boolean {
  if (!Array.isArray(pattern)) {
    return Object.entries(Object(pattern)).every(([key, part]) => matches(part, Object(event)[key]));
  }
  return pattern.some((part) =>
    typeof part === 'string' ? part === event : typeof event === 'string' && event.startsWith(part.prefix),
  );
}

const ruleFor = (event: object) => rules.filter(({ EventPattern }) => matches(EventPattern, event));

function mailOf(event: object): string {
  const [rule] = ruleFor(event);
  const { InputPathsMap = {}, InputTemplate = '' } = rule?.Targets[0]?.InputTransformer ?? {};
  return InputTemplate.replaceAll(/<([\w-]+)>/g, (_, variable: string) => {
    const path = (InputPathsMap[variable] ?? '').replace('$.', '').split('.');
    return String(path.reduce<unknown>((part, key) => Object(part)[key], event));
  });
}

describe('an event of Secrets Manager', () => {
  it.each(['RotationAbandoned', 'TestRotationFailed'])('%s is mailed to operations, once', (name) => {
    const found = ruleFor(eventOf(name));
    expect(found.map(({ Targets }) => Targets.map(({ Arn }) => Arn))).toEqual([
      [expect.stringMatching(/:OctopusCards-Sandbox-TopicsOps[0-9A-F]{8}$/)],
    ]);
  });

  it.each(['RotationStarted', 'RotationSucceeded', 'RotationFailed', 'TestRotationSucceeded'])(
    '%s goes to nobody: the function tells it, or an alarm does',
    (name) => {
      expect(ruleFor(eventOf(name))).toEqual([]);
    },
  );

  it.each(['octopus-cards/production/api-AbCdEf', 'octopus-cards/sandbox-2/api-AbCdEf', 'another/secret-AbCdEf'])(
    'about %s is of somebody else',
    (name) => {
      expect(ruleFor(eventOf('RotationAbandoned', name))).toEqual([]);
    },
  );
});

describe('the mail', () => {
  it('about an abandoned rotation', () => {
    expect(mailOf(eventOf('RotationAbandoned'))).toMatchInlineSnapshot(`
      ""A rotation of arn:aws:secretsmanager:eu-central-1:111122223333:secret:octopus-cards/sandbox/api-AbCdEf was abandoned at 2026-11-24T07:00:00Z."
      "Somebody put a value into that secret while it ran. Applications use that value now."
      "Find out who did it, then stage the pair again and rotate, unless it is live already."
      "See docs/operating.md, RotationAbandoned.""
    `);
  });

  it('about a failed test', () => {
    expect(mailOf(eventOf('TestRotationFailed'))).toMatchInlineSnapshot(`
      ""The test of the rotation of arn:aws:secretsmanager:eu-central-1:111122223333:secret:octopus-cards/sandbox/api-AbCdEf failed at 2026-11-24T07:00:00Z."
      "AWS tested it because its schedule was set up or changed. Nothing was rotated, and the schedule stays."
      "Read the last failed step in the log of the function, and look up its verdict."
      "See docs/operating.md, TestRotationFailed.""
    `);
  });
});

describe('a rule', () => {
  it.each(rules.map(({ Description }) => Description))('says that it needs a trail: %s', (description) => {
    expect(description).toContain('Needs a CloudTrail trail with management events in this region.');
  });
});
