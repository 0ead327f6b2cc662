import { readFileSync } from 'node:fs';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { EnvironmentStack } from '../../lib/app/environment-stack.ts';
import { contextKey, parseSettings } from '../../lib/app/settings.ts';
import type { Environment } from '../../lib/environment.ts';

// aws-cdk-lib's own validation of a template takes seconds; `npm run synth` runs it.
process.env.CDK_VALIDATION = 'false';

/** The context of the repository's own `cdk.json`, with the settings that are deployed. */
export const cdkContext: Readonly<Record<string, unknown>> = JSON.parse(
  readFileSync(new URL('../../cdk.json', import.meta.url), 'utf8'),
).context;

export interface Resource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
  readonly DependsOn?: readonly string[];
}

/** Every setting of `egress`. */
export const egress = {
  none: { kind: 'none' },
  fixed: { kind: 'fixed' },
  existing: {
    kind: 'existing',
    vpcId: 'vpc-0123456789abcdef0',
    subnets: [
      { id: 'subnet-0123456789abcdef0', availabilityZone: 'eu-central-1a' },
      { id: 'subnet-0123456789abcdef1', availabilityZone: 'eu-central-1b' },
    ],
    cidrs: ['203.0.113.7/32', '203.0.113.8/32'],
  },
} as const;

const addresses = { opsEmails: ['ops@example.com'], supportEmails: ['octopus-support@example.com'] };

/** A stack with these settings besides the addresses. It is not bundled. */
export function stackOf(environment: Environment, settings: object = {}): EnvironmentStack {
  const parsed = parseSettings({
    sandbox: addresses,
    production: addresses,
    [environment]: { ...addresses, ...settings },
  });
  if (parsed.kind === 'mistakes') throw new Error(parsed.mistakes.join('\n'));
  const context = { ...cdkContext, [contextKey]: undefined, 'aws:cdk:bundling-stacks': [] };
  const app = new App({ context, analyticsReporting: false, stackTraces: false });
  return new EnvironmentStack(app, environment, parsed.settings[environment]);
}

export const templateOf = (environment: Environment, settings: object = {}): Template =>
  Template.fromStack(stackOf(environment, settings));

export const resourcesOf = (template: Template): Readonly<Record<string, Resource>> => template.toJSON().Resources;

/** The only resource of a type, or the only one of these whose logical id begins with `start`. */
export function resourceOf(template: Template, type: string, start = ''): readonly [id: string, resource: Resource] {
  const found = Object.entries(resourcesOf(template)).filter(([id, { Type }]) => Type === type && id.startsWith(start));
  const [only] = found;
  if (only === undefined || found.length > 1)
    throw new Error(`${found.length} resources of type ${type}, expected one`);
  return only;
}

/** All resources except the dashboard, which lists the credentials. It holds no data, and may change with them. */
/** Every resource but the dashboard; of the functions' variables not the names of the credentials. */
export const withoutNames = (resources: Readonly<Record<string, Resource>>): Readonly<Record<string, Resource>> =>
  JSON.parse(JSON.stringify(withoutDashboard(resources), (key, value) => (key === 'CREDENTIALS' ? undefined : value)));

export const withoutDashboard = (resources: Readonly<Record<string, Resource>>): Readonly<Record<string, Resource>> =>
  Object.fromEntries(Object.entries(resources).filter(([, { Type }]) => Type !== 'AWS::CloudWatch::Dashboard'));
/** A statement of a policy, as a template has it. */
export interface Statement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: unknown;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Every statement anywhere under a value. */
export function statementsIn(value: unknown): readonly Statement[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('Effect' in value) return [value as Statement];
  return Object.values(value).flatMap(statementsIn);
}
