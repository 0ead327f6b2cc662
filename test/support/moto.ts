import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { CreateFunctionCommand, LambdaClient } from '@aws-sdk/client-lambda';

const region = 'us-east-1';
const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
/** The bytes of an empty archive: moto does not run its code. */
const emptyZip = Buffer.concat([Buffer.from('PK\x05\x06'), Buffer.alloc(18)]);

/** Whether `moto_server` is on PATH. */
export function motoIsThere(): boolean {
  try {
    execFileSync('moto_server', ['--help'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

export type Moto = Awaited<ReturnType<typeof startMoto>>;

/** Starts `moto_server` on this machine. It does not run our functions: their results are fixed. */
export async function startMoto() {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const moto = spawn('moto_server', ['-H', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' });
  for (let tries = 0; ; tries += 1) {
    if (await fetch(`${url}/moto-api/`).catch(() => undefined)) break;
    if (tries > 100) throw new Error('moto_server does not answer');
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  await fetch(`${url}/moto-api/config`, { method: 'POST', body: JSON.stringify({ lambda: { use_docker: false } }) });
  const clientOptions = { endpoint: url, region, credentials, maxAttempts: 1 };
  return {
    url,
    clientOptions,
    /** Deletes everything in it. */
    reset: () => fetch(`${url}/moto-api/reset`, { method: 'POST' }),
    /** Creates a function that a rotation can be configured with. Returns its ARN. */
    async createFunction(): Promise<string> {
      const role = { Action: 'CreateRole', Version: '2010-05-08', RoleName: 'rotate', AssumeRolePolicyDocument: '{}' };
      const authorization = `AWS4-HMAC-SHA256 Credential=local/20260101/${region}/iam/aws4_request`;
      await fetch(url, { method: 'POST', headers: { authorization }, body: new URLSearchParams(role) });
      const { FunctionArn = '' } = await new LambdaClient(clientOptions).send(
        new CreateFunctionCommand({
          FunctionName: 'rotate',
          Runtime: 'nodejs24.x',
          Role: 'arn:aws:iam::123456789012:role/rotate',
          Handler: 'index.handler',
          Code: { ZipFile: emptyZip },
        }),
      );
      return FunctionArn;
    },
    [Symbol.dispose]: () => void moto.kill(),
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address !== null ? address.port : 0;
}
