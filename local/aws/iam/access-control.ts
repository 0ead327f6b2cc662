import type { AwsError } from '../aws-error.ts';
import type { Place } from '../secrets/state.ts';
import { type GivenKeys, toKeys } from './condition-keys.ts';
import { evaluate, type ResourcePolicy, type Verdict } from './evaluate.ts';
import { type Policy, readPolicy } from './policy.ts';

export interface GivenIdentity {
  /** What an error names: `arn:aws:sts::<account>:assumed-role/<role>/<session>` or `arn:aws:iam::<account>:user/<name>`. */
  readonly arn: string;
  /** The value of `aws:PrincipalArn`: the role's or the user's ARN. */
  readonly principalArn: string;
  /** Policy documents. */
  readonly policies: readonly unknown[] | 'administrator';
  /** The function that calls: AWS sets `lambda:SourceFunctionArn` for its code, and not for Lambda itself. */
  readonly functionArn?: string;
}

export interface IamControls {
  /** From now on calls with this access key come from this identity. A second call replaces the identity. */
  readonly addIdentity: (accessKeyId: string, identity: GivenIdentity) => void;
}

/** One access decision. */
export interface Access {
  readonly accessKeyId: string;
  readonly principalArn: string;
  readonly action: string;
  readonly resource: string;
  readonly allowed: boolean;
}

/** What an operation needs from its caller. */
export interface Needed {
  readonly action: string;
  readonly resource: string;
  /** What the refusal names, if AWS names something other than the resource. */
  readonly named?: string | undefined;
  readonly keys?: GivenKeys;
  readonly resourcePolicy?: ResourcePolicy | undefined;
}

interface Identity {
  readonly arn: string;
  readonly principalArn: string;
  readonly policies: readonly Policy[];
  readonly functionArn: string | undefined;
}

const allowEverything = { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource: '*' } };

export type AccessControl = ReturnType<typeof createAccessControl>;

/** The identities of callers, their rights, and a record of every access decision. */
export function createAccessControl({ accountId }: Place) {
  const identities = new Map<string, Identity>();
  const accesses: Access[] = [];
  const user = `arn:aws:iam::${accountId}:user/local`;
  const administrator = readIdentity({ arn: user, principalArn: user, policies: 'administrator' });
  const identityOf = (accessKeyId: string): Identity => identities.get(accessKeyId) ?? administrator;

  /** Why the caller may not, in AWS's words; `undefined` if it may. */
  function refusal(accessKeyId: string, needed: Needed): string | undefined {
    const { arn, principalArn, policies, functionArn } = identityOf(accessKeyId);
    const { action, resource, resourcePolicy } = needed;
    const keys = toKeys({
      'aws:PrincipalArn': principalArn,
      'aws:PrincipalAccount': accountId,
      'aws:SecureTransport': 'true',
      'aws:ViaAWSService': 'false',
      'lambda:SourceFunctionArn': functionArn,
      ...needed.keys,
    });
    const caller = { kind: 'identity', arn, principalArn, accountId } as const;
    const verdict = evaluate({ caller, action, resource, keys }, { identity: policies, resource: resourcePolicy });
    accesses.push({ accessKeyId, principalArn, action, resource, allowed: verdict.kind === 'allowed' });
    return describeDenial(arn, needed, verdict);
  }

  const controls: IamControls = {
    addIdentity: (accessKeyId, identity) => void identities.set(accessKeyId, readIdentity(identity)),
  };
  return {
    controls,
    accesses,
    identityOf,
    refusal,
    /** Throws the service's own error when the caller may not. */
    authorize(accessKeyId: string, needed: Needed, refuse: (message: string) => AwsError): void {
      const message = refusal(accessKeyId, needed);
      if (message !== undefined) throw refuse(message);
    },
  };
}

function readIdentity({ arn, principalArn, policies, functionArn }: GivenIdentity): Identity {
  const documents = policies === 'administrator' ? [allowEverything] : policies;
  return { arn, principalArn, policies: documents.map((document) => readPolicy(document, 'identity')), functionArn };
}

function describeDenial(arn: string, { action, resource, named }: Needed, verdict: Verdict): string | undefined {
  if (verdict.kind === 'allowed') return undefined;
  // SNS is the one service that writes its own name in capitals.
  const spelled = action.replace(/^sns:/, 'SNS:');
  const target = named ?? (resource === '*' ? undefined : resource);
  const on = target === undefined ? '' : ` on resource: ${target}`;
  return `User: ${arn} is not authorized to perform: ${spelled}${on} ${reason(verdict.by, spelled)}`;
}

function reason(by: Extract<Verdict, { kind: 'denied' }>['by'], action: string): string {
  switch (by) {
    case 'identity':
      return 'with an explicit deny in an identity-based policy';
    case 'resource':
      return 'with an explicit deny in a resource-based policy';
    case 'nobody':
      return `because no identity-based policy allows the ${action} action`;
    case 'key':
      return `because no resource-based policy allows the ${action} action`;
  }
}
