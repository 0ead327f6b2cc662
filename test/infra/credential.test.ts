import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { type Resource, resourceOf, resourcesOf, templateOf } from './template-of.ts';

const sandbox = templateOf('sandbox');

/** The resources that have to exist before a resource: those that it names, directly or indirectly. */
function before(resources: Readonly<Record<string, Resource>>, id: string): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (part: string): void => {
    const names = [...JSON.stringify(resources[part]).matchAll(/"([A-Za-z0-9]+)"/g)].map(([, name = '']) => name);
    for (const name of names) {
      if (!(name in resources) || found.has(name)) continue;
      found.add(name);
      visit(name);
    }
  };
  visit(id);
  return found;
}

describe('a credential', () => {
  it.each([
    ['octopus-cards/sandbox/api', /the live key pair "api"/],
    ['octopus-cards/sandbox/api/intake', /the intake of "api"/],
  ])('has the secret %s, which is retained and has a description', (Name, description) => {
    sandbox.hasResource('AWS::SecretsManager::Secret', {
      Properties: { Name, Description: Match.stringLikeRegexp(description.source) },
      // Only a failed deployment that has created it deletes it.
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
    });
  });

  it('never changes the initial value of a secret: CloudFormation would write it over the live pair', () => {
    const settings = [
      {},
      { rotateEveryDays: 90, remindDaysBefore: [10] },
      { credentials: [{ name: 'api', clientId: 4711 }] },
      { account: '012345678901', region: 'eu-central-1' },
      { encryption: 'aws-key' },
      { encryption: 'customer-key', egress: { kind: 'fixed' } },
      { credentials: [{ name: 'api', readers: ['arn:aws:iam::111122223333:role/shop'] }] },
    ];
    const initialValues = (['sandbox', 'production'] as const).flatMap((environment) =>
      settings.map((change) => {
        const secrets = templateOf(environment, change).findResources('AWS::SecretsManager::Secret');
        return Object.values(secrets).map(({ Properties }) => Properties.SecretString);
      }),
    );
    // If this fails, do not update it. A deployment of the new text would overwrite the live pair of every application.
    const forEver = ['{"status":"awaiting-first-pair"}', '{"status":"empty"}'];
    expect(initialValues).toEqual(initialValues.map(() => forEver));
  });

  it.each([
    ['aws-key', ['Description', 'Name', 'SecretString']],
    ['customer-key', ['Description', 'KmsKeyId', 'Name', 'SecretString']],
  ])('takes every value from the constant alone, with %s', (encryption, properties) => {
    const secrets = templateOf('sandbox', { encryption }).findResources('AWS::SecretsManager::Secret');
    for (const { Properties } of Object.values(secrets)) {
      expect(Object.keys(Properties).toSorted()).toEqual(properties);
    }
  });
});

describe('its rotation', () => {
  const [, { Properties }] = resourceOf(sandbox, 'AWS::SecretsManager::RotationSchedule');

  it('is once a year by default, by the function, and never on deploy', () => {
    const [functionId] = resourceOf(sandbox, 'AWS::Lambda::Function', 'Rotate');
    expect(Properties).toEqual({
      SecretId: { Ref: expect.stringMatching(/^CredentialapiSecret/) },
      RotationLambdaARN: { 'Fn::GetAtt': [functionId, 'Arn'] },
      RotationRules: { ScheduleExpression: 'rate(365 days)' },
      RotateImmediatelyOnUpdate: false,
    });
  });

  it.each([
    [1, 'rate(1 day)'],
    [999, 'rate(999 days)'],
  ])('every %i days is %s', (rotateEveryDays, ScheduleExpression) => {
    templateOf('sandbox', { rotateEveryDays }).hasResourceProperties('AWS::SecretsManager::RotationSchedule', {
      RotationRules: { ScheduleExpression },
    });
  });

  // AWS tests the rotation when it creates the schedule, so everything that the test uses has to exist.
  it('depends on permission, role, key, policies of both secrets, and the route to the internet', () => {
    const settings = {
      encryption: 'customer-key',
      egress: { kind: 'fixed' },
      credentials: [{ name: 'api', readers: ['arn:aws:iam::111122223333:role/shop'] }],
    };
    const resources = resourcesOf(templateOf('sandbox', settings));
    const [schedule = ''] = Object.keys(resources).filter((name) => name.startsWith('CredentialapiRotation'));
    const waitsFor = [...before(resources, schedule)].map((name) => resources[name]?.Type);
    expect(waitsFor).toEqual(
      expect.arrayContaining([
        'AWS::Lambda::Permission',
        'AWS::IAM::Role',
        'AWS::KMS::Key',
        'AWS::EC2::NatGateway',
        'AWS::EC2::Route',
      ]),
    );
    expect(waitsFor.filter((type) => type === 'AWS::SecretsManager::ResourcePolicy')).toHaveLength(2);
  });
});
