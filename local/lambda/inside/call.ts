import { Agent, type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { setWorldTime } from './world-time.ts';

const agent = new Agent({ keepAlive: true });

interface Call {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: string;
  readonly signal?: AbortSignal | undefined;
}

/** Calls the Runtime API. Every response carries the world's time. */
export async function call({ method, path, body = '', signal }: Call) {
  const url = `http://${process.env.AWS_LAMBDA_RUNTIME_API}${path}`;
  const { promise: answered, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  request(url, { method, agent, ...(signal && { signal }) }, resolve)
    .on('error', reject)
    .end(body);
  const answer = await answered;
  const answerBody = await text(answer);
  const now = Number(answer.headers['local-world-now']);
  if (now > 0) setWorldTime(now);
  return { headers: answer.headers, body: answerBody };
}
