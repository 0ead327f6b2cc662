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

/** A call as IAM sees it. Of a session, the principal is the ARN of the role that was assumed. */
export interface Call {
  readonly principal: string;
  readonly action: string;
  readonly resource?: string;
  readonly context?: Readonly<Record<string, string>>;
}

export const account = '111122223333';

const pseudo: Readonly<Record<string, string>> = {
  'AWS::Partition': 'aws',
  'AWS::Region': 'eu-central-1',
  'AWS::AccountId': account,
  'AWS::URLSuffix': 'amazonaws.com',
};

/** A value of a template as a deployment has it; an ARN that AWS makes up is `<logical id>.Arn`. */
export function deployed(value: unknown): string {
  if (typeof value === 'string') return value;
  const { Ref, 'Fn::GetAtt': attribute, 'Fn::Join': joined } = Object(value);
  if (Ref !== undefined) return pseudo[Ref] ?? Ref;
  if (attribute !== undefined) return attribute.join('.');
  if (joined !== undefined) return joined[1].map(deployed).join(joined[0]);
  throw new Error(`cannot tell what ${JSON.stringify(value)} is once deployed`);
}

/**
 * Whether IAM lets a call of this account through: denied by nothing, allowed by the caller's own policies or by that
 * of the resource. Only what the templates contain; everything else throws.
 */
export function allows(identity: readonly Statement[], resource: readonly Statement[], call: Call): boolean {
  const own = identity.filter((statement) => concerns(statement, call) && isAbout(statement, call));
  const ofResource = resource.filter((statement) => concerns(statement, call) && isFor(statement, call, own));
  const effects = [...own, ...ofResource].map(({ Effect }) => Effect);
  return effects.includes('Allow') && !effects.includes('Deny');
}

function concerns({ Action, Condition = {} }: Statement, { principal, action, context = {} }: Call): boolean {
  const known: Readonly<Record<string, string>> = { ...context, 'aws:PrincipalArn': principal };
  const actions = typeof Action === 'string' ? [Action] : Action;
  return (
    actions.some((pattern) => isLike(pattern, action)) &&
    Object.entries(Condition).every(([operator, keys]) =>
      Object.entries(keys).every(([key, expected]) => holds(operator, known[key], [expected].flat().map(deployed))),
    )
  );
}

/** A key that is not there fulfils no condition but a negated one. */
function holds(operator: string, found: string | undefined, expected: readonly string[]): boolean {
  const matches = found !== undefined && expected.some((pattern) => isLike(pattern, found));
  if (operator === 'ArnNotEquals') return !matches;
  if (['StringEquals', 'StringLike', 'ArnEquals'].includes(operator)) return matches;
  throw new Error(`no policy of ours had a condition with ${operator}: say here what it means`);
}

const isAbout = ({ Resource }: Statement, { resource = '' }: Call): boolean =>
  [Resource].flat().some((pattern) => isLike(deployed(pattern), resource));

/** The account as a principal leaves it to the caller's own policies. */
function isFor({ Principal }: Statement, { principal }: Call, own: readonly Statement[]): boolean {
  const { AWS, Service } = Object(Principal);
  if (Service !== undefined) return [Service].flat().includes(principal);
  return deployed(AWS) === '*' ? true : own.some(({ Effect }) => Effect === 'Allow');
}

function isLike(pattern: string, text: string): boolean {
  const literal = pattern.replaceAll(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${literal.replaceAll('*', '.*').replaceAll('?', '.')}$`).test(text);
}
