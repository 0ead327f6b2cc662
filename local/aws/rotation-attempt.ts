import { randomUUID } from 'node:crypto';
import type { Functions } from './functions.ts';
import { invocationDenied } from './secrets/secret-errors.ts';
import type { Secret } from './secrets/state.ts';

const steps = ['createSecret', 'setSecret', 'testSecret', 'finishSecret'] as const;
export type Step = (typeof steps)[number];

interface Attempt {
  readonly functions: Functions;
  readonly secret: Secret;
  readonly token: string;
  /** True once this rotation is cancelled or abandoned. */
  readonly isGivenUp: () => boolean;
}

/** Runs the four steps. Throws if the rotation fails; resolves to false if it was cancelled or abandoned meanwhile. */
export async function attemptRotation(attempt: Attempt): Promise<boolean> {
  for (const step of steps) {
    if (attempt.isGivenUp()) return false;
    checkPending(attempt);
    await invokeStep(attempt, step);
    if (attempt.isGivenUp()) return false;
    checkOrigin(attempt);
  }
  const { secret, token } = attempt;
  if (secret.versions.get(token)?.stages.has('AWSCURRENT')) return true;
  throw new Error(`AWSCURRENT was not moved to version ${token} of secret ${secret.arn}.`);
}

export async function invokeStep(
  { functions, secret, token }: Pick<Attempt, 'functions' | 'secret' | 'token'>,
  Step: Step,
): Promise<void> {
  const event = { Step, SecretId: secret.arn, ClientRequestToken: token, RotationToken: randomUUID() };
  const arn = secret.lambdaArn ?? '';
  if (!functions.allowsSecretsManager(arn, secret.arn)) throw invocationDenied();
  await functions.invoke(arn, event);
}

function checkPending({ secret, token }: Attempt): void {
  const stages = secret.versions.get(token)?.stages;
  if (stages?.has('AWSPENDING') || stages?.has('AWSCURRENT')) return;
  throw new Error(`Staging label AWSPENDING was removed from version ${token} of secret ${secret.arn}.`);
}

/** Fails the rotation if somebody other than the function put the pending value, although the put was accepted. */
function checkOrigin({ functions, secret, token }: Attempt): void {
  const version = secret.versions.get(token);
  const accessKeyId = functions.find(secret.lambdaArn ?? '')?.accessKeyId;
  if (version?.value === undefined || accessKeyId === undefined || version.putBy === accessKeyId) return;
  throw new Error(
    `Pending secret version ${token} for Secret ${secret.arn} was not created by Lambda ${secret.lambdaArn}. Remove the AWSPENDING staging label and restart rotation`,
  );
}
