import * as z from 'zod/mini';
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

/** The credential's name, from the ARN of its secret: a name plus `-` and six characters that AWS adds. */
export function credentialOf(secretId: string, environment: string): string | undefined {
  const name = secretId.replace(/^arn:[\w-]+:secretsmanager:[\w-]+:\d{12}:secret:/, '').replace(/-\w{6}$/, '');
  const [app, place, credential, ...rest] = name.split('/');
  const isOurs = app === 'octopus-cards' && place === environment && rest.length === 0;
  return isOurs && secretId.startsWith('arn:') && /^[a-z0-9-]{1,40}$/.test(credential ?? '') ? credential : undefined;
}

/** The name of a credential's mailbox. */
export const intakeNameOf = (environment: string, credential: string): string =>
  `octopus-cards/${environment}/${credential}/intake`;
