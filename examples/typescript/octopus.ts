import { createInterface } from 'node:readline';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

interface Tokens {
  readonly access: string;
  readonly refresh: string;
  readonly expiresAt: number;
  /** Of the environment whose pair logged in. A token is never sent anywhere else. */
  readonly baseUrl: string;
}

/** `code` is the vendor's, or says what is wrong with the secret. It never contains a pair or a token. */
export class OctopusError extends Error {
  readonly code: string;

  constructor(code: string) {
    super(code);
    this.name = 'OctopusError';
    this.code = code;
  }
}

const refreshBeforeMs = 5 * 60_000;
const pauseAfterRefusalMs = 60_000;

/** Calls the vendor with the pair of one secret. A process has one for each environment; requests may run at once. */
export class OctopusClient {
  readonly #secrets: SecretsManagerClient;
  readonly #secretName: string;
  #tokens: Tokens | undefined;
  #renewal: Promise<Tokens> | undefined;
  #pausedUntil = 0;

  constructor(secrets: SecretsManagerClient, secretName: string) {
    this.#secrets = secrets;
    this.#secretName = secretName;
  }

  async get(path: string): Promise<unknown> {
    const tokens = await this.#validTokens();
    let response = await this.#send(tokens, path);
    if (response.status === 401) {
      await response.body?.cancel();
      response = await this.#send(await this.#renew(tokens, () => this.#logIn()), path);
    }
    return bodyOf(response);
  }

  async #validTokens(): Promise<Tokens> {
    const tokens = this.#tokens;
    if (tokens === undefined) return this.#renew(tokens, () => this.#logIn());
    if (Date.now() < tokens.expiresAt - refreshBeforeMs) return tokens;
    return this.#renew(tokens, () => this.#refresh(tokens));
  }

  /** Requests that run at once share one renewal: a refresh token is good for one use, and logins are limited. */
  #renew(old: Tokens | undefined, get: () => Promise<Tokens>): Promise<Tokens> {
    if (this.#tokens !== undefined && this.#tokens !== old) return Promise.resolve(this.#tokens);
    this.#renewal ??= get()
      .then((tokens) => {
        this.#tokens = tokens;
        return tokens;
      })
      .finally(() => {
        this.#renewal = undefined;
      });
    return this.#renewal;
  }

  async #refresh({ refresh, baseUrl }: Tokens): Promise<Tokens> {
    const response = await post(`${baseUrl}/auth/refresh`, { refresh_token: refresh });
    if (response.ok) return tokensIn(await bodyOf(response), baseUrl);
    await response.body?.cancel();
    return this.#logIn();
  }

  /** Reads the secret at each login, so a promoted pair is used without a restart. */
  async #logIn(): Promise<Tokens> {
    if (Date.now() < this.#pausedUntil) throw new OctopusError('LOGIN_PAUSED');
    const { API_KEY, API_SECRET, BASE_URL } = await this.#readSecret();
    const response = await post(`${BASE_URL}/auth/login`, { username: API_KEY, password: API_SECRET });
    try {
      return tokensIn(await bodyOf(response), BASE_URL);
    } catch (error) {
      // All processes of the client and its rotation share ten logins a minute: a refused one is not tried in a loop.
      this.#pausedUntil = Date.now() + pauseOf(response);
      throw error;
    }
  }

  async #readSecret() {
    const { SecretString } = await this.#secrets.send(new GetSecretValueCommand({ SecretId: this.#secretName }));
    const secret = parse(SecretString ?? '');
    const { API_KEY, API_SECRET, BASE_URL } = secret;
    if (typeof API_KEY === 'string' && typeof API_SECRET === 'string' && typeof BASE_URL === 'string')
      return { API_KEY, API_SECRET, BASE_URL };
    throw new OctopusError(secret.status === 'awaiting-first-pair' ? 'NO_PAIR_YET' : 'MALFORMED_SECRET');
  }

  #send({ access, baseUrl }: Tokens, path: string): Promise<Response> {
    return send(`${baseUrl}${path}`, { headers: { authorization: `Bearer ${access}` } });
  }
}

/** A redirect would send the pair or a token to another host. */
const send = (url: string, init: RequestInit) =>
  fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(30_000) });

const post = (url: string, body: object) =>
  send(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

async function bodyOf(response: Response): Promise<unknown> {
  const body = parse(await response.text());
  if (response.ok) return body;
  const { code } = Object(body.error);
  throw new OctopusError(typeof code === 'string' ? code : `HTTP_${response.status}`);
}

function tokensIn(body: unknown, baseUrl: string): Tokens {
  const { access_token, refresh_token, access_expires_at } = Object(Object(body).data);
  const expiresAt = Date.parse(access_expires_at);
  if (typeof access_token !== 'string' || typeof refresh_token !== 'string' || Number.isNaN(expiresAt))
    throw new OctopusError('UNEXPECTED_ANSWER');
  return { access: access_token, refresh: refresh_token, expiresAt, baseUrl };
}

function pauseOf(response: Response): number {
  const seconds = Number(response.headers.get('retry-after'));
  return seconds > 0 ? seconds * 1000 : pauseAfterRefusalMs;
}

/** Without the error of `JSON.parse`, because it quotes the text. */
function parse(text: string) {
  try {
    return Object(JSON.parse(text));
  } catch {
    return {};
  }
}

async function describeCall(client: OctopusClient): Promise<string> {
  try {
    const products = await client.get('/api/v1/products');
    return Array.isArray(products) ? `ok, ${products.length} products` : 'failed: UNEXPECTED_ANSWER';
  } catch (error) {
    // The name alone: a message may quote what was sent.
    return `failed: ${error instanceof OctopusError ? error.code : error instanceof Error ? error.name : 'unknown'}`;
  }
}

/** `node octopus.ts SECRET …`: for each line on stdin, one call with the pair of each secret. */
if (import.meta.main) {
  const secrets = new SecretsManagerClient();
  const clients = process.argv.slice(2).map((name) => ({ name, client: new OctopusClient(secrets, name) }));
  for await (const _ of createInterface({ input: process.stdin })) {
    for (const { name, client } of clients) process.stdout.write(`${name}: ${await describeCall(client)}\n`);
  }
}
