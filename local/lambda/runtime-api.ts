import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { text } from 'node:stream/consumers';

/** One event for the function. Both instants are the world's, in ms. */
export interface Invocation {
  readonly requestId: string;
  readonly functionArn: string;
  readonly deadlineMs: number;
  readonly event: string;
}

/** What one process of a function asks for and reports. */
export interface RuntimeApiOptions {
  /** Resolves to the next event, as soon as there is one. */
  readonly next: () => Promise<Invocation>;
  readonly succeeded: (requestId: string, body: string) => Promise<void>;
  readonly failed: (requestId: string, body: string) => Promise<void>;
  readonly initFailed: (body: string) => void;
  /** The world's time, in ms. */
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
}

export interface RuntimeApi {
  /** Host and port, as in `AWS_LAMBDA_RUNTIME_API`. */
  readonly address: string;
  readonly close: () => Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

const invocations = '/2018-06-01/runtime/invocation';
const reported = new RegExp(`^${invocations}/([^/]+)/(response|error)$`);

/** Lambda's Runtime API for one process. In addition, `/world/` returns the time and lets the world sleep. */
export async function startRuntimeApi(options: RuntimeApiOptions): Promise<RuntimeApi> {
  const server = createServer((request, response) => {
    const answering = answer(request, options).then(({ status, headers, body }) => {
      response.writeHead(status, { ...headers, 'local-world-now': String(options.now()) }).end(body);
    });
    // The process went away while it was waiting.
    answering.catch(() => response.destroy());
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  return {
    address: `127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    close: () => close(server),
  };
}

async function answer(request: IncomingMessage, options: RuntimeApiOptions): Promise<Answer> {
  const route = `${request.method} ${request.url}`;
  const body = await text(request);
  switch (route) {
    case `GET ${invocations}/next`:
      return handOver(await options.next());
    case 'POST /2018-06-01/runtime/init/error':
      options.initFailed(body);
      return { status: 202 };
    case 'GET /world/now':
      return { status: 200 };
    case 'POST /world/sleep':
      await options.sleep(Number(body));
      return { status: 200 };
  }
  const [, requestId, kind] = (request.method === 'POST' && reported.exec(request.url ?? '')) || [];
  if (requestId === undefined) return { status: 404, body: `the runtime API has no ${route}` };
  await options[kind === 'error' ? 'failed' : 'succeeded'](decodeURIComponent(requestId), body);
  return { status: 202 };
}

const handOver = ({ requestId, functionArn, deadlineMs, event }: Invocation): Answer => ({
  status: 200,
  headers: {
    'content-type': 'application/json',
    'lambda-runtime-aws-request-id': requestId,
    'lambda-runtime-invoked-function-arn': functionArn,
    'lambda-runtime-deadline-ms': String(deadlineMs),
  },
  body: event,
});

async function close(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  await closed;
}
