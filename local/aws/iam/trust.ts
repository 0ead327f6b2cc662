import { isRecord } from '../secrets/check.ts';
import { toKeys } from './condition-keys.ts';
import { evaluate } from './evaluate.ts';
import { readPolicy } from './policy.ts';

interface Assumption {
  readonly roleArn: string;
  /** The role's AssumeRolePolicyDocument. */
  readonly trust: unknown;
  readonly service: string;
  readonly sourceAccount: string;
  readonly sourceArn: string;
}

/** Whether a role lets a service assume it on behalf of a resource of an account. */
export function mayBeAssumed({ roleArn, trust, service, sourceAccount, sourceArn }: Assumption): boolean {
  const { Statement, ...document } = isRecord(trust) ? trust : {};
  // A trust policy names no resource: it is about its role.
  const statements = [Statement ?? []].flat().map((statement) => ({ ...Object(statement), Resource: roleArn }));
  const policy = readPolicy({ ...document, Statement: statements }, 'resource');
  const caller = { kind: 'service', name: service } as const;
  const keys = toKeys({ 'aws:SourceAccount': sourceAccount, 'aws:SourceArn': sourceArn });
  const request = { caller, action: 'sts:AssumeRole', resource: roleArn, keys };
  return evaluate(request, { identity: [], resource: { kind: 'may-allow', policy } }).kind === 'allowed';
}
