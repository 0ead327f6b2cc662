import * as z from 'zod/mini';
import { credentialOf } from '../secrets/credential-name.ts';
import { type Step, steps } from './plan.ts';
import { RotationError } from './rotation-error.ts';

/** What Secrets Manager sends. `RotationToken` is sent too; it is not needed here and never looked at. */
export interface RotationEvent {
  readonly step: Step;
  readonly secretId: string;
  readonly token: string;
  readonly credential: string;
}

const schema = z.object({
  Step: z.string(),
  SecretId: z.string(),
  ClientRequestToken: z.string().check(z.minLength(32), z.maxLength(64)),
});

/** Reads the event; refuses everything that does not name a credential of this environment. */
export function parseRotationEvent(event: unknown, environment: string): RotationEvent {
  const read = schema.safeParse(event);
  if (!read.success) {
    const fields = [...new Set(read.error.issues.map(({ path }) => path.join('.') || 'the event'))].join(', ');
    throw new RotationError(
      'InvalidEvent',
      `this is no rotation event, see ${fields}; only Secrets Manager invokes this function`,
    );
  }
  const { Step, SecretId, ClientRequestToken } = read.data;
  const step = steps.find((known) => known === Step);
  if (step === undefined) throw new RotationError('UnknownStep', `the step is none of ${steps.join(', ')}`);
  const credential = credentialOf(SecretId, environment);
  if (credential === undefined) {
    throw new RotationError(
      'InvalidEvent',
      `the secret is no credential of ${environment}: expected the ARN of octopus-cards/${environment}/<credential>`,
    );
  }
  return { step, secretId: SecretId, token: ClientRequestToken, credential };
}
