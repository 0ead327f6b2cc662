import { once } from 'node:events';
import { Agent, request } from 'undici';
import type { Clock } from '../runtime/clock.ts';
import { isTemporary, judgeLogin, type LoginOutcome, type LoginReply } from './outcome.ts';
import { nextDelayMs } from './retry.ts';

const connectTimeoutMs = 5_000;
const requestTimeoutMs = 30_000;
const largestBody = 64 * 1024;

type Reply = Omit<LoginReply, 'now'>;

interface Revealing {
  readonly reveal: () => { readonly apiKey: string; readonly apiSecret: string };
}

export interface OctopusClient {
  /**
   * Logs in with a pair and drops the tokens. Returns the outcome; throws only on a bug of ours.
   * `deadline`: epoch ms by the clock, after which nothing is tried. `maxTries`: 3 by default.
   */
  login(pair: Revealing, options: { readonly deadline: number; readonly maxTries?: number }): Promise<LoginOutcome>;
  /** Ends the connection, and what is still on it. */
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
  const loginUrl = new URL(`${baseUrl}/auth/login`);
  const agent = new Agent({
    // Verified whatever NODE_TLS_REJECT_UNAUTHORIZED says, and never pinned: the vendor changes its certificates.
    connect: { timeout: connectTimeoutMs, minVersion: 'TLSv1.2', rejectUnauthorized: true },
    // HTTP/1.1 is what the tests speak; by itself undici would take HTTP/2 where the vendor offers it.
    allowH2: false,
    // Logins follow each other; with more, one that comes at once would shake hands again.
    connections: 1,
  });

  async function tryOnce(pair: Revealing, deadline: number): Promise<LoginOutcome> {
    const left = Math.floor(Math.min(timeoutMs, deadline - clock.now().getTime()));
    if (left < 1) return { kind: 'unavailable', code: 'TIMEOUT' };
    const { apiKey, apiSecret } = pair.reveal();
    const signal = AbortSignal.timeout(left);
    const sent = post(JSON.stringify({ username: apiKey, password: apiSecret }), signal);
    // While undici connects it does not look at the signal, and would overrun the deadline by its connect timeout.
    const reply = await Promise.race([sent, once(signal, 'abort').then(() => 'TIMEOUT' as const)]);
    // Never log out here: logout revokes every token of the client, the application's included.
    if (typeof reply === 'string') return { kind: 'unavailable', code: reply };
    return judgeLogin({ ...reply, now: clock.now() });
  }

  async function post(body: string, signal: AbortSignal): Promise<Reply | 'TIMEOUT' | 'NETWORK'> {
    const headers = { 'content-type': 'application/json', accept: 'application/json' };
    try {
      // Redirects are not followed: a pair goes to the vendor's host and to no other.
      const reply = await request(loginUrl, { method: 'POST', headers, body, dispatcher: agent, signal });
      const retryAfter = first(reply.headers['retry-after']);
      const status = reply.statusCode;
      if (isTemporary(status)) {
        // Status and headers say all that is needed; a body that stalls would delay it.
        reply.body.on('error', () => {}).destroy();
        return { status, retryAfter, body: undefined };
      }
      return { status, retryAfter, body: await readBody(reply.body) };
    } catch (error) {
      // Only its name is looked at: the error of a library may carry what it was given.
      return error instanceof Error && /Timeout|Abort/.test(error.name) ? 'TIMEOUT' : 'NETWORK';
    }
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
    close: () => agent.destroy(),
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
