import { notModelled } from '../aws-error.ts';

/** The condition keys of a request, by name in lower case, because AWS ignores the case of these names. */
export type Keys = ReadonlyMap<string, readonly string[]>;

export type GivenKeys = Readonly<Record<string, string | readonly string[] | undefined>>;

/** A key without a value counts as absent. */
export function toKeys(given: GivenKeys): Keys {
  const listed = Object.entries(given).map(([name, value]) => [name.toLowerCase(), [value ?? []].flat()] as const);
  return new Map(listed.filter(([, values]) => values.length > 0));
}

/** The keys that are set here, or that are absent here as they would be on AWS. */
const modelled = new Set(
  [
    'aws:PrincipalAccount',
    'aws:PrincipalArn',
    'aws:SecureTransport',
    'aws:SourceAccount',
    'aws:SourceArn',
    'aws:SourceOwner',
    'aws:ViaAWSService',
    'kms:CallerAccount',
    'kms:EncryptionContextKeys',
    'kms:ViaService',
    'lambda:SourceFunctionArn',
    'secretsmanager:ModifyRotationRules',
    'secretsmanager:Name',
    'secretsmanager:RotationLambdaARN',
    'secretsmanager:SecretId',
    'secretsmanager:VersionId',
    'secretsmanager:VersionStage',
    'secretsmanager:resource/AllowRotationLambdaArn',
  ].map((name) => name.toLowerCase()),
);

/** Refuses a key that is not modelled: without it, a deny on that key would silently have no effect. */
export function knownKey(name: string): string {
  const key = name.trim().toLowerCase();
  if (modelled.has(key) || key.startsWith('kms:encryptioncontext:')) return key;
  throw notModelled('iam', `condition key ${name}`);
}
