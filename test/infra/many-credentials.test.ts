import { describe, expect, it } from 'vitest';
import {
  egress,
  type Resource,
  resourceOf,
  resourcesOf,
  statementsIn,
  templateOf,
  withoutDashboard,
  withoutNames,
} from './template-of.ts';

const names = Array.from({ length: 50 }, (_, index) => `client-${index + 1}`.padEnd(40, 'x'));
const readers = Array.from({ length: 3 }, (_, index) => `arn:aws:iam::111122223333:role/apps/reader-${index}`);
const everything = { egress: egress.fixed, encryption: 'customer-key' };
const stackWith = (credentials: readonly string[]) =>
  templateOf('production', { ...everything, credentials: credentials.map((name) => ({ name, readers })) });

const template = stackWith(names);
const resources = resourcesOf(template);
const idsOf = (name: string) => Object.keys(resources).filter((id) => id.startsWith(idStart(name)));
const idStart = (name: string) => `Credential${name.replaceAll('-', '')}`;

describe('50 credentials of the longest names, with all options', () => {
  it('stay below the 500 resources of a stack', () => {
    const size = { resources: Object.keys(resources).length, outputs: Object.keys(template.findOutputs('*')).length };
    expect(size).toMatchInlineSnapshot(`
      {
        "outputs": 107,
        "resources": 423,
      }
    `);
    expect(size.resources).toBeLessThan(500);
    expect(size.outputs).toBeLessThan(200);
  });

  it('leave room in the template, which is limited to a megabyte', () => {
    expect(JSON.stringify(template.toJSON()).length).toBeLessThan(500_000);
  });

  it('leave room in the 4 KB of variables that Lambda gives a function, with every variable at its longest', () => {
    const cidrs = Array.from({ length: 20 }, (_, index) => `203.113.113.${100 + index}/32`);
    const credentials = names.map((name) => ({ name, clientId: '12345678' }));
    const longest = templateOf('production', {
      egress: { ...egress.existing, cidrs },
      credentials,
      remindDaysBefore: Array.from({ length: 20 }, (_, index) => 365 - index),
    });
    const [, { Properties }] = resourceOf(longest, 'AWS::Lambda::Function', 'Watch');
    const { Variables } = Properties.Environment as { readonly Variables: object };
    const topicArn = `arn:aws-us-gov:sns:ap-southeast-1:111122223333:OctopusCards-Production-TopicsSupportA9CEA63B-${'X'.repeat(12)}`;
    const deployed = Object.entries(Variables).map(([key, value]) => [
      key,
      typeof value === 'string' ? value : topicArn,
    ]);
    expect(JSON.stringify(Object.fromEntries(deployed)).length).toBeLessThan(3_900);
  });

  // IAM allows 10,240 characters of inline policies a role, KMS 32,768 a key, Secrets Manager 20,480 a secret.
  it('keep every policy far below its limit', () => {
    const largest = (type: string) =>
      Math.max(...Object.values(template.findResources(type)).map((found) => sizeOfPolicies(found as Resource)));
    expect({
      role: largest('AWS::IAM::Role'),
      key: largest('AWS::KMS::Key'),
      secret: largest('AWS::SecretsManager::ResourcePolicy'),
    }).toMatchInlineSnapshot(`
      {
        "key": 2757,
        "role": 2312,
        "secret": 491,
      }
    `);
  });
});

describe('the other credentials', () => {
  const [removed = ''] = names.slice(24);
  const others = names.filter((name) => name !== removed);

  it('stay as they are when number 25 is removed, resource by resource', () => {
    const after = withoutNames(resourcesOf(stackWith(others)));
    const gone = idsOf(removed);
    expect(gone.map((id) => resources[id]?.Type).toSorted()).toEqual([
      'AWS::CloudWatch::Alarm',
      'AWS::Scheduler::Schedule',
      'AWS::SecretsManager::ResourcePolicy',
      'AWS::SecretsManager::ResourcePolicy',
      'AWS::SecretsManager::RotationSchedule',
      'AWS::SecretsManager::Secret',
      'AWS::SecretsManager::Secret',
    ]);
    const before = Object.entries(withoutNames(resources));
    expect(after).toEqual(Object.fromEntries(before.filter(([id]) => !gone.includes(id))));
  });

  it('stay as they are when the list is put in another order', () => {
    expect(withoutDashboard(resourcesOf(stackWith(names.toReversed())))).toEqual(withoutDashboard(resources));
  });
});

/** The policy as the template writes it, which is longer than what AWS measures. */
const sizeOfPolicies = ({ Properties }: Resource): number => JSON.stringify(statementsIn(Properties)).length;
