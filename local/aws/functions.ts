import { AwsError } from './aws-error.ts';
import { toKeys } from './iam/condition-keys.ts';
import { evaluate, type ResourcePolicy } from './iam/evaluate.ts';
import { readPolicy } from './iam/policy.ts';
import type { Place } from './secrets/state.ts';

export interface LocalFunction {
  readonly name: string;
  readonly handler: (event: unknown) => Promise<unknown>;
  /** The identity that the function calls AWS with. Without one, nobody asks who put a pending value. */
  readonly accessKeyId?: string;
  /** Who may invoke it, besides identities whose own policy allows it. @default Secrets Manager, for any account */
  readonly permissions?: readonly Permission[];
  /** What happens to an event of an asynchronous invocation that fails. @default two retries, then nothing */
  readonly events?: FailedEvents;
  /** What `GetFunctionConfiguration` shows of it. */
  readonly configuration?: FunctionConfiguration;
}

/** The settings of `AWS::Lambda::EventInvokeConfig`. The maximum age of an event is not modelled. */
export interface FailedEvents {
  readonly retries: number;
  /** The ARN of a queue. */
  readonly onFailure?: string;
}

export interface FunctionConfiguration {
  readonly runtime: string;
  readonly handler: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly memoryMb: number;
}

/** What `GetFunctionConfiguration` shows of a function's state. */
export interface FunctionState {
  readonly Runtime?: string;
  readonly State?: 'Pending' | 'Active' | 'Inactive' | 'Failed';
  readonly StateReason?: string;
  readonly StateReasonCode?: string;
  readonly LastUpdateStatus?: 'Successful' | 'Failed' | 'InProgress';
  readonly LastUpdateStatusReason?: string;
  readonly LastUpdateStatusReasonCode?: string;
}

export interface FunctionControls {
  /** Sets the state that is shown from now on. Invoke ignores it. */
  readonly setState: (name: string, state: FunctionState) => void;
}

/** A permission as in `AddPermission` and `AWS::Lambda::Permission`. */
export interface Permission {
  /** A service, an account, or the ARN of a role or user. */
  readonly principal: string;
  readonly sourceAccount?: string;
  readonly sourceArn?: string;
}

export type Functions = ReturnType<typeof createFunctions>;

const secretsManager = 'secretsmanager.amazonaws.com';

/** The Lambda functions of the local account. */
export function createFunctions({ region, accountId }: Place) {
  const functions = new Map<string, LocalFunction>();
  const policies = new Map<string, ResourcePolicy>();
  const states = new Map<string, FunctionState>();
  const prefix = `arn:aws:lambda:${region}:${accountId}:function:`;
  const arnOf = (nameOrArn: string) => (nameOrArn.startsWith('arn:') ? nameOrArn : `${prefix}${nameOrArn}`);
  const find = (nameOrArn: string) => functions.get(arnOf(nameOrArn));
  const policyOf = (nameOrArn: string) => policies.get(arnOf(nameOrArn));
  const controls: FunctionControls = { setState: (name, state) => void states.set(arnOf(name), state) };
  return {
    controls,
    arnOf,
    find,
    policyOf,
    stateOf: (nameOrArn: string): FunctionState => states.get(arnOf(nameOrArn)) ?? {},
    register(given: LocalFunction): string {
      const arn = arnOf(given.name);
      functions.set(arn, given);
      policies.set(arn, readPermissions(arn, given.permissions ?? [{ principal: secretsManager }]));
      return arn;
    },
    /** Whether the function lets Secrets Manager invoke it for this secret of this account. */
    allowsSecretsManager(nameOrArn: string, secretArn: string): boolean {
      const caller = { kind: 'service', name: secretsManager } as const;
      const keys = toKeys({ 'aws:SourceAccount': accountId, 'aws:SourceArn': secretArn });
      const request = { caller, action: 'lambda:InvokeFunction', resource: arnOf(nameOrArn), keys };
      return evaluate(request, { identity: [], resource: policyOf(nameOrArn) }).kind === 'allowed';
    },
    /** Invokes as Lambda does: the event is passed as JSON. Throws what the function threw. */
    async invoke(nameOrArn: string, event: unknown): Promise<unknown> {
      const found = find(nameOrArn);
      if (found === undefined) throw new AwsError('ResourceNotFoundException', `Function not found: ${nameOrArn}`, 404);
      return await found.handler(JSON.parse(JSON.stringify(event)));
    },
  };
}

/** The resource policy that Lambda derives from permissions. */
function readPermissions(arn: string, permissions: readonly Permission[]): ResourcePolicy {
  const statements = permissions.map(({ principal, sourceAccount, sourceArn }) => ({
    Effect: 'Allow',
    Principal: principal.endsWith('.amazonaws.com') ? { Service: principal } : { AWS: principal },
    Action: 'lambda:InvokeFunction',
    Resource: arn,
    Condition: {
      ...(sourceAccount !== undefined && { StringEquals: { 'AWS:SourceAccount': sourceAccount } }),
      ...(sourceArn !== undefined && { ArnLike: { 'AWS:SourceArn': sourceArn } }),
    },
  }));
  const document = { Version: '2012-10-17', Statement: statements };
  return { kind: 'may-allow', policy: readPolicy(document, 'resource') };
}

/** A thrown error as Lambda reports it. */
export function describeThrown(error: unknown): { readonly errorType: string; readonly errorMessage: string } {
  if (error instanceof Error) return { errorType: error.name, errorMessage: error.message };
  return { errorType: 'string', errorMessage: String(error) };
}
