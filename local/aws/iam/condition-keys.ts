import { notModelled } from '../aws-error.ts';

/** What is known about a request, by the condition key's name in lower case: AWS does not tell `aws:` from `AWS:`. */
export type Keys = ReadonlyMap<string, readonly string[]>;

export type GivenKeys = Readonly<Record<string, string | readonly string[] | undefined>>;

/** A key without a value is as good as none. */
export function toKeys(given: GivenKeys): Keys {
  const listed = Object.entries(given).map(([name, value]) => [name.toLowerCase(), [value ?? []].flat()] as const);
  return new Map(listed.filter(([, values]) => values.length > 0));
}

/** Keys that requests carry here, or that they lack as they would on AWS. */
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

/** A key that nobody supplies would make each deny that asks for it silently void. */
export function knownKey(name: string): string {
  const key = name.trim().toLowerCase();
  if (modelled.has(key) || key.startsWith('kms:encryptioncontext:')) return key;
  throw notModelled('iam', `condition key ${name}`);
}
