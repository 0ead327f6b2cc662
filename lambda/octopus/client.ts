import { Agent, request } from 'undici';
import type { Clock } from '../runtime/clock.ts';
import { judgeLogin, type LoginOutcome } from './outcome.ts';
import { nextDelayMs } from './retry.ts';

const connectTimeoutMs = 5_000;
const requestTimeoutMs = 30_000;
const largestBody = 64 * 1024;

interface Revealing {
  readonly reveal: () => { readonly apiKey: string; readonly apiSecret: string };
}

export interface OctopusClient {
  /**
   * Logs in with a pair and drops the tokens. Returns what that told; throws only on a bug of ours.
   * `deadline`: epoch ms by the clock, after which nothing is tried. `maxTries`: 3 unless told otherwise.
   */
  login(pair: Revealing, options: { readonly deadline: number; readonly maxTries?: number }): Promise<LoginOutcome>;
  close(): Promise<void>;
}

export interface OctopusClientOptions {
  readonly baseUrl: string;
  readonly clock: Clock;
  /** @default Math.random */
  readonly random?: () => number;
  /** The whole of one request, in ms. @default 30000 */
  readonly timeoutMs?: number;
}

/** The vendor's API, as far as a rotation needs it. One client per process: it keeps its connection. */
export function createOctopusClient(options: OctopusClientOptions): OctopusClient {
  const { baseUrl, clock, random = Math.random, timeoutMs = requestTimeoutMs } = options;
  const agent = new Agent({ connect: { timeout: connectTimeoutMs, minVersion: 'TLSv1.2' } });

  async function tryOnce(pair: Revealing, deadline: number): Promise<LoginOutcome> {
    const left = Math.min(timeoutMs, deadline - clock.now().getTime());
    if (left <= 0) return { kind: 'unavailable', code: 'TIMEOUT' };
    try {
      return await post(pair, AbortSignal.timeout(left));
    } catch (error) {
      // Only its kind is looked at: the error of a library may carry what it was given.
      const isTimeout = error instanceof Error && /Timeout|Abort/.test(error.name);
      return { kind: 'unavailable', code: isTimeout ? 'TIMEOUT' : 'NETWORK' };
    }
  }

  async function post(pair: Revealing, signal: AbortSignal): Promise<LoginOutcome> {
    const { apiKey, apiSecret } = pair.reveal();
    // Redirects are not followed: a pair goes to the vendor's host and to no other.
    const reply = await request(`${baseUrl}/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ username: apiKey, password: apiSecret }),
      dispatcher: agent,
      signal,
    });
    const body = await readBody(reply.body);
    if (body === undefined) return { kind: 'unavailable', code: 'BODY_TOO_LARGE' };
    // Never log out here: logout revokes every token of the client, the application's included.
    return judgeLogin({ status: reply.statusCode, body, retryAfter: first(reply.headers['retry-after']) });
  }

  return {
    async login(pair, { deadline, maxTries = 3 }) {
      for (let tries = 1; ; tries += 1) {
        const outcome = await tryOnce(pair, deadline);
        const delay = nextDelayMs({ outcome, tries, maxTries, now: clock.now(), deadline, random: random() });
        if (delay === undefined) return outcome;
        await clock.sleep(delay);
      }
    },
    close: () => agent.close(),
  };
}

/** The body as text, or `undefined` when it is larger than a login's answer can be. */
async function readBody(stream: AsyncIterable<Uint8Array>): Promise<string | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > largestBody) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

const first = (header: string | string[] | undefined): string | undefined =>
  Array.isArray(header) ? header[0] : header;
