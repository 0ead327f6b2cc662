import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { type Resource, resourceOf, resourcesOf, templateOf } from './template-of.ts';

const sandbox = templateOf('sandbox');

/** What has to exist before a resource: what it names, and what that names in turn. */
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
    ['octopus-cards/sandbox/api/intake', /the mailbox of "api"/],
  ])('has the secret %s, which outlives its stack and says what it is', (Name, description) => {
    sandbox.hasResource('AWS::SecretsManager::Secret', {
      Properties: { Name, Description: Match.stringLikeRegexp(description.source) },
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
    });
  });

  it('never changes the initial value of a secret: CloudFormation would put it over the live pair', () => {
    const settings = [
      {},
      { rotateEveryDays: 90, remindDaysBefore: [10] },
      { credentials: [{ name: 'api', clientId: 4711 }] },
      { account: '012345678901', region: 'eu-central-1' },
    ];
    const initialValues = (['sandbox', 'production'] as const).flatMap((environment) =>
      settings.map((change) => {
        const secrets = templateOf(environment, change).findResources('AWS::SecretsManager::Secret');
        return Object.values(secrets).map(({ Properties }) => Properties.SecretString);
      }),
    );
    // If this fails, do not update it. A deployment of the new text would take the live pair from every application.
    const forEver = ['{"status":"awaiting-first-pair"}', '{"status":"empty"}'];
    expect(initialValues).toEqual(initialValues.map(() => forEver));
  });

  it('lets nothing but the constant decide about a value', () => {
    for (const { Properties } of Object.values(sandbox.findResources('AWS::SecretsManager::Secret'))) {
      expect(Object.keys(Properties).toSorted()).toEqual(['Description', 'Name', 'SecretString']);
    }
  });
});

describe('its rotation', () => {
  const [id, { Properties }] = resourceOf(sandbox, 'AWS::SecretsManager::RotationSchedule');

  it('is once a year by default, by the function, and never on deploy', () => {
    const [functionId] = resourceOf(sandbox, 'AWS::Lambda::Function');
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

  it('waits for the permission to invoke and for the role with its policy', () => {
    const [permissionId] = resourceOf(sandbox, 'AWS::Lambda::Permission');
    const [roleId] = resourceOf(sandbox, 'AWS::IAM::Role');
    expect([...before(resourcesOf(sandbox), id)]).toEqual(expect.arrayContaining([permissionId, roleId]));
  });
});
