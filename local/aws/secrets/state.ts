import { randomInt } from 'node:crypto';

export interface SecretValue {
  readonly SecretString?: string;
  readonly SecretBinary?: string;
}

/** One version. It has no value between the start of a rotation and createSecret's put. */
export interface Version {
  readonly id: string;
  value: SecretValue | undefined;
  readonly createdAt: Date;
  readonly stages: Set<string>;
  /** The access key of whoever put the value. */
  putBy: string;
}

export type Versions = ReadonlyMap<string, Version>;

export interface RotationRules {
  AutomaticallyAfterDays?: number;
  Duration?: string;
  ScheduleExpression?: string;
}

/** A write that reads may not see yet, and the number of reads since. */
interface Write {
  readonly at: Date;
  readonly before: Versions;
  reads: number;
}

export interface Secret {
  readonly name: string;
  readonly arn: string;
  readonly createdAt: Date;
  description?: string | undefined;
  kmsKeyId?: string | undefined;
  tags: readonly { readonly Key: string; readonly Value: string }[];
  changedAt: Date;
  readonly versions: Map<string, Version>;
  writes: Write[];
  policy?: string;
  deleteAt?: Date;
  /** `undefined` until rotation is configured for the first time. */
  rotationEnabled?: boolean;
  lambdaArn?: string | undefined;
  rules?: RotationRules | undefined;
  lastRotatedAt?: Date;
  /** When a current value was put last; the value that the secret was created with does not count. */
  currentPutAt?: Date;
  nextRotationAt?: Date | undefined;
}

export interface Place {
  readonly region: string;
  readonly accountId: string;
}

const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789';

export function makeSecret(name: string, now: Date, { region, accountId }: Place): Secret {
  const suffix = Array.from({ length: 6 }, () => letters[randomInt(letters.length)]).join('');
  return {
    name,
    arn: `arn:aws:secretsmanager:${region}:${accountId}:secret:${name}-${suffix}`,
    createdAt: now,
    changedAt: now,
    tags: [],
    versions: new Map(),
    writes: [],
  };
}

const copy = (versions: Versions): Versions =>
  new Map([...versions].map(([id, version]) => [id, { ...version, stages: new Set(version.stages) }]));

/** Makes a change. Lagging reads do not see it yet. */
export function write(secret: Secret, now: Date, change: () => void): void {
  const before = copy(secret.versions);
  change();
  secret.writes = [...secret.writes.slice(-20), { at: now, before, reads: 0 }];
  secret.changedAt = now;
}

/** How far reads lag: by a time, or by a number of reads after each write. */
export type ReadLag = { readonly ms: number } | { readonly reads: number };

/** The versions as a read sees them now. */
export function seen(secret: Secret, lag: ReadLag | undefined, now: Date): Versions {
  const hidden = secret.writes.find(({ at, reads }) => {
    if (lag === undefined) return false;
    return 'ms' in lag ? now.getTime() - at.getTime() < lag.ms : reads < lag.reads;
  });
  for (const write of secret.writes) write.reads += 1;
  return hidden?.before ?? secret.versions;
}

export const holderOf = (versions: Versions, stage: string): Version | undefined =>
  [...versions.values()].find(({ stages }) => stages.has(stage));

export const sortedStages = ({ stages }: Version): string[] => [...stages].sort();
