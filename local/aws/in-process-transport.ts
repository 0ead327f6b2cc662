import type { SecretsManagerClientConfig } from '@aws-sdk/client-secrets-manager';
import type { LocalAws } from './server.ts';

/** A request as the SDK has built, signed and serialized it. */
interface SdkRequest {
  readonly method: string;
  readonly path: string;
  /** What the SDK would append to the path. */
  readonly query?: Readonly<Record<string, string | readonly string[] | null>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** What the SDK sends with, in place of HTTP. */
export type InProcessTransport = ReturnType<typeof createInProcessTransport>;

/**
 * Passes the requests of a real SDK client to the local server without TCP, which takes most of a call's time. A cut
 * connection fails as a socket does. It supports requests whose body is text or absent: all that the project sends.
 */
export function createInProcessTransport({ exchange }: Pick<LocalAws, 'exchange'>) {
  return {
    async handle({ method, path, query = {}, headers, body }: SdkRequest) {
      const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
      const reply = await exchange({ method, url: `${path}${queryOf(query)}`, headers: lower, body: textOf(body) });
      if (reply === undefined) throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
      return {
        response: { statusCode: reply.status, headers: { ...reply.headers }, body: Buffer.from(reply.body) },
      };
    },
    updateHttpClientConfig(): void {},
    httpHandlerConfigs: () => ({}),
    destroy(): void {},
  } satisfies SecretsManagerClientConfig['requestHandler'];
}

function queryOf(query: NonNullable<SdkRequest['query']>): string {
  const parameters = new URLSearchParams();
  for (const [name, values] of Object.entries(query)) {
    for (const value of [values].flat()) parameters.append(name, value ?? '');
  }
  return parameters.size === 0 ? '' : `?${parameters}`;
}

function textOf(body: unknown): string {
  if (typeof body === 'string') return body;
  return body instanceof Uint8Array ? new TextDecoder().decode(body) : '';
}
