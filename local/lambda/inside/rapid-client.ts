import { call } from './call.ts';

const invocation = '/2018-06-01/runtime/invocation';

/** The native client sends the answer synchronously; here the next event is requested once the answer has arrived. */
let answered: Promise<unknown> = Promise.resolve();

/** What the runtime client expects of its native part, `rapid-client.node`. */
export const rapidClient = {
  async next() {
    await answered;
    const { headers, body } = await call({ method: 'GET', path: `${invocation}/next` });
    return { headers, bodyJson: body };
  },
  done(requestId: string, body: string): void {
    answered = answer(`${invocation}/${requestId}/response`, body);
  },
  error(requestId: string, body: string): void {
    answered = answer(`${invocation}/${requestId}/error`, body);
  },
};

/** Sends what the function wrote first, so that its lines arrive before its answer. */
async function answer(path: string, body: string): Promise<void> {
  await Promise.all([written(process.stdout), written(process.stderr)]);
  await call({ method: 'POST', path, body });
}

const written = (stream: NodeJS.WriteStream) => new Promise((resolve) => stream.write('', resolve));
