import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Delivery } from './faults.ts';
import type { Call } from './routes.ts';

/** Reads a request. A body that is not sent as JSON, or is not JSON, has no fields. */
export async function readCall(request: IncomingMessage, caller: string | undefined): Promise<Call> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const isJson = request.headers['content-type']?.startsWith('application/json') ?? false;
  return {
    method: request.method ?? '',
    // Not parsed with `URL`, which throws for `//` and takes `//name` for a host.
    path: (request.url ?? '/').replace(/\?.*/, ''),
    authorization: request.headers.authorization ?? '',
    fields: isJson ? fieldsOf(Buffer.concat(chunks).toString('utf8')) : {},
    caller: caller ?? request.socket.remoteAddress ?? '',
  };
}

function fieldsOf(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

/** Sends the part of an answer that should arrive. */
export async function send(response: ServerResponse, delivery: Delivery): Promise<void> {
  if (delivery.kind === 'none') {
    response.destroy();
    return;
  }
  const { status, headers, body } = delivery.answer;
  if (delivery.kind === 'whole') {
    if (delivery.afterMs > 0) await pause(delivery.afterMs);
    response.writeHead(status, headers).end(body);
    return;
  }
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
  response.write(body.slice(0, body.length / 2), () => {
    if (delivery.isClosed) response.destroy();
  });
}

/** Waits in real time, because a client's timeout is in real time. It does not keep the process alive. */
const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms).unref());
