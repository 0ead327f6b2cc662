import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import { afterAll, describe, expect, it } from 'vitest';
import { egress, resourcesOf, templateOf } from './template-of.ts';

const readers = ['arn:aws:iam::111122223333:role/shop'];
const templates = {
  'as deployed without a setting': templateOf('production'),
  'with the keys of AWS': templateOf('sandbox', { encryption: 'aws-key' }),
  'in a network of its own': templateOf('production', {
    egress: egress.fixed,
    encryption: 'customer-key',
    credentials: [{ name: 'api', readers }],
  }),
  'in a network that was there': templateOf('production', { egress: egress.existing }),
};

const spec = loadAwsServiceSpecSync();

/** The paths of properties that CloudFormation does not know, in a resource and in its nested types. */
function unknownIn(value: unknown, properties: Properties, path: string): readonly string[] {
  return Object.entries(Object(value)).flatMap(([name, part]) => {
    const property = properties[name];
    return property === undefined ? [`${path}.${name}`] : unknownOf(part, property.type, `${path}.${name}`);
  });
}

type Properties = Readonly<Record<string, { readonly type: PropertyType }>>;
type PropertyType = ReturnType<typeof propertiesOf>[string]['type'];

const propertiesOf = (type: string) => spec.lookup('resource', 'cloudFormationType', 'equals', type).only().properties;

function unknownOf(value: unknown, type: PropertyType, path: string): readonly string[] {
  // `Ref`, `Fn::GetAtt` and the like stand for the whole value.
  const isFunction = Object.keys(Object(value)).some((key) => key === 'Ref' || key.startsWith('Fn::'));
  if (isFunction) return [];
  if (type.type === 'array' && Array.isArray(value)) {
    return value.flatMap((item, index) => unknownOf(item, type.element, `${path}[${index}]`));
  }
  if (type.type !== 'ref') return [];
  return unknownIn(value, spec.get('typeDefinition', type.reference).properties, path);
}

describe.each(Object.entries(templates))('the template %s', (_, template) => {
  it('has only resources and properties that CloudFormation knows', () => {
    const unknown = Object.entries(resourcesOf(template)).flatMap(([id, { Type, Properties }]) =>
      unknownIn(Properties, propertiesOf(Type), id),
    );
    expect(unknown).toEqual([]);
  });
});

describe('the check against the specification', () => {
  it.each([
    [{ VpcConfig: { SubnetId: ['subnet-1'] } }, ['Function.VpcConfig.SubnetId']],
    [{ FileSystemConfigs: [{ Arn: 'arn', Path: '/mnt' }] }, ['Function.FileSystemConfigs[0].Path']],
    [{ Zip: true }, ['Function.Zip']],
  ])('finds the mistake in %j', (properties, unknown) => {
    expect(unknownIn(properties, propertiesOf('AWS::Lambda::Function'), 'Function')).toEqual(unknown);
  });
});

describe('cfn-lint', () => {
  const work = mkdtempSync(join(tmpdir(), 'octopus-cards-lint-'));
  afterAll(() => rmSync(work, { recursive: true }));

  it('accepts them all', (test) => {
    const files = Object.values(templates).map((template, index) => {
      const file = join(work, `${index}.template.json`);
      writeFileSync(file, JSON.stringify(template.toJSON()));
      return file;
    });
    // W3005: the CDK writes a DependsOn that repeats a GetAtt.
    const lint = spawnSync('cfn-lint', ['--ignore-checks', 'W3005', '--', ...files], { encoding: 'utf8' });
    // 127: the shim of a version manager for a command that is not installed.
    if (lint.error !== undefined || lint.status === 127) {
      process.stdout.write('skipped: no cfn-lint on PATH\n');
      test.skip('no cfn-lint on PATH');
    }
    expect(lint).toMatchObject({ status: 0, stdout: '', stderr: '' });
  });
});
