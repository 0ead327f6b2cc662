import { z } from 'zod';
import { AwsError, notModelled } from '../aws-error.ts';
import { type Condition, readCondition } from './condition.ts';

/** A policy document as it is evaluated. */
export type Policy = readonly Statement[];

export interface Statement {
  readonly effect: 'Allow' | 'Deny';
  readonly actions: Selection;
  readonly resources: Selection;
  /** The principals of a resource policy; an identity's own policy has none. */
  readonly principals: Selection | undefined;
  readonly conditions: readonly Condition[];
}

/** What is listed, or, with the `Not` form of an element, everything else. */
export interface Selection {
  readonly except: boolean;
  readonly listed: readonly string[];
}

const list = z.union([z.string(), z.array(z.string())]).transform((given) => [given].flat());
const scalar = z.union([z.string(), z.number(), z.boolean()]);
const values = z.union([scalar, z.array(scalar)]).transform((given) => [given].flat().map(String));
const principal = z
  .preprocess(
    (given) => (given === '*' ? { AWS: '*' } : given),
    z.strictObject({ AWS: list.optional(), Service: list.optional() }),
  )
  .transform(({ AWS = [], Service = [] }) => [...AWS, ...Service]);

const statementSchema = z.strictObject({
  Sid: z.string().optional(),
  Effect: z.enum(['Allow', 'Deny']),
  Action: list.optional(),
  NotAction: list.optional(),
  Resource: list.optional(),
  NotResource: list.optional(),
  Principal: principal.optional(),
  NotPrincipal: principal.optional(),
  Condition: z.record(z.string(), z.record(z.string(), values)).default({}),
});

const documentSchema = z.strictObject({
  Version: z.enum(['2012-10-17', '2008-10-17']).default('2008-10-17'),
  Id: z.string().optional(),
  Statement: z.union([z.array(z.unknown()), z.unknown().transform((one) => [one])]),
});

/** Reads a policy document. An element or operator that is not modelled is refused, and the error names it. */
export function readPolicy(document: unknown, kind: 'identity' | 'resource'): Policy {
  const { Version, Statement } = parse(documentSchema, document);
  if (Version === '2008-10-17' && JSON.stringify(Statement).includes('${')) {
    throw notModelled('iam', `a policy variable in a document of version ${Version}`);
  }
  return Statement.map((given) => readStatement(parse(statementSchema, given), kind));
}

function readStatement(given: z.output<typeof statementSchema>, kind: 'identity' | 'resource'): Statement {
  const hasPrincipal = given.Principal !== undefined || given.NotPrincipal !== undefined;
  if (kind === 'identity' && hasPrincipal) throw malformed('Policy document should not specify a principal.');
  if (given.NotPrincipal !== undefined && given.Effect === 'Allow') throw notModelled('iam', 'Allow with NotPrincipal');
  const conditions = Object.entries(given.Condition).flatMap(([operator, lines]) =>
    Object.entries(lines).map(([key, wanted]) => readCondition(operator, key, wanted)),
  );
  return {
    effect: given.Effect,
    actions: select('Action', given.Action, given.NotAction),
    resources: select('Resource', given.Resource, given.NotResource),
    principals: kind === 'identity' ? undefined : select('Principal', given.Principal, given.NotPrincipal),
    conditions,
  };
}

function select(element: string, listed?: readonly string[], others?: readonly string[]): Selection {
  if (listed !== undefined && others === undefined) return { except: false, listed };
  if (listed === undefined && others !== undefined) return { except: true, listed: others };
  throw malformed(`A statement needs either ${element} or Not${element}.`);
}

function parse<Schema extends z.ZodType>(schema: Schema, given: unknown): z.output<Schema> {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  if (issue?.code === 'unrecognized_keys') throw notModelled('iam', `policy element ${issue.keys.join(', ')}`);
  throw malformed(`${issue?.path.join('.')}: ${issue?.message}`);
}

const malformed = (message: string): AwsError => new AwsError('MalformedPolicyDocumentException', message);
