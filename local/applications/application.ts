import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { parseObject } from '../../lambda/secrets/json.ts';
import { Pair } from '../../lambda/secrets/pair.ts';
import { createInProcessTransport } from '../aws/in-process-transport.ts';
import { hours } from '../clock.ts';
import type { World } from '../world.ts';

export interface ApplicationOptions {
  readonly name: string;
  /** When it reads the pair: before each login, or once when it starts. */
  readonly reads: 'each-login' | 'at-start';
  /** How often it is started anew by itself. @default never */
  readonly restartsEveryHours?: number;
}

/** The vendor refused a login. */
export interface Refusal {
  readonly at: Date;
  readonly fingerprint: string;
  /** The end of the key. */
  readonly pair: string;
}

export type Application = ReturnType<typeof createApplication>;

type Around = Pick<World, 'aws' | 'clock' | 'octopus' | 'secretName'>;

/** A program of the company that uses the pair: it reads it under a role of its own, and calls the vendor. */
export function createApplication({ aws, clock, octopus, secretName }: Around, options: ApplicationOptions) {
  const { name, reads, restartsEveryHours = Infinity } = options;
  const client = new SecretsManagerClient(admit(aws, name));
  const refusals: Refusal[] = [];
  let pair: Pair | undefined;
  let tokens: { readonly access: string; readonly refresh: string } | undefined;
  let startedAt: number | undefined;
  let readAt: Date | undefined;

  async function read(): Promise<void> {
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: secretName }));
    const { API_KEY, API_SECRET } = parseObject(SecretString) ?? {};
    pair = typeof API_KEY === 'string' && typeof API_SECRET === 'string' ? new Pair(API_KEY, API_SECRET) : undefined;
    readAt = clock.now();
  }

  async function call(path: string, body?: unknown): Promise<number> {
    const response = await fetch(`${octopus.url}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${tokens?.access ?? ''}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const { data } = parseObject(await response.text()) ?? {};
    if (response.ok && body !== undefined) tokens = tokensIn(data);
    return response.status;
  }

  async function logIn(): Promise<void> {
    if (reads === 'each-login') await read();
    if (pair === undefined) return;
    const { apiKey: username, apiSecret: password } = pair.reveal();
    if ((await call('/auth/login', { username, password })) !== 401) return;
    refusals.push({ at: clock.now(), fingerprint: pair.fingerprint, pair: username.slice(-4) });
  }

  async function restart(): Promise<void> {
    tokens = undefined;
    startedAt = clock.now().getTime();
    await read();
  }

  return {
    name,
    reads,
    restartsEveryHours,
    refusals,
    /** When it last read the pair. */
    readAt: () => readAt,
    restart,
    /** Does what it would do now: a call, after a refresh or a login where its tokens are over. */
    async work(): Promise<void> {
      const age = clock.now().getTime() - (startedAt ?? -Infinity);
      if (age >= hours(restartsEveryHours) || startedAt === undefined) await restart();
      if (tokens !== undefined && (await call('/api/v1/products')) !== 401) return;
      if (tokens !== undefined && (await call('/auth/refresh', { refresh_token: tokens.refresh })) !== 401) return;
      tokens = undefined;
      await logIn();
    },
    [Symbol.dispose]: () => client.destroy(),
  };
}

function admit(aws: World['aws'], name: string) {
  const role = (service: string, kind: string) => `arn:aws:${service}::${aws.accountId}:${kind}`;
  const policy = { Statement: { Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource: '*' } };
  const accessKeyId = `LOCALAPPLICATION${name.toUpperCase()}`;
  aws.iam.addIdentity(accessKeyId, {
    arn: role('sts', `assumed-role/${name}/i-0`),
    principalArn: role('iam', `role/${name}`),
    policies: [policy],
  });
  const credentials = { accessKeyId, secretAccessKey: 'local' };
  return { region: aws.region, credentials, maxAttempts: 1, requestHandler: createInProcessTransport(aws) };
}

function tokensIn(data: unknown) {
  const { access_token, refresh_token } = parseObject(JSON.stringify(data ?? {})) ?? {};
  return { access: String(access_token), refresh: String(refresh_token) };
}
