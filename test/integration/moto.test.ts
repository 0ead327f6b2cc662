import { execFile, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { promisify } from 'node:util';
import {
  CreateSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { CreateTopicCommand, SNSClient } from '@aws-sdk/client-sns';
import { expect, it } from 'vitest';
import { createOctopusClient } from '../../lambda/octopus/client.ts';
import { steps } from '../../lambda/rotation/plan.ts';
import { createRotate } from '../../lambda/rotation/rotate.ts';
import { systemClock } from '../../lambda/runtime/clock.ts';
import { readConfig } from '../../lambda/runtime/config.ts';
import { createLog } from '../../lambda/runtime/log.ts';
import { startFakeOctopus } from '../../local/octopus/server.ts';

const run = promisify(execFile);

function isThere(): boolean {
  try {
    execFileSync('moto_server', ['--help'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function startMoto() {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const moto = spawn('moto_server', ['-H', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' });
  for (let tries = 0; ; tries += 1) {
    if (await fetch(`${url}/moto-api/`).catch(() => undefined)) break;
    if (tries > 100) throw new Error('moto_server does not answer');
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return { url, [Symbol.dispose]: () => void moto.kill() };
}

const judge = isThere();
if (!judge) process.stdout.write('skipped: no moto_server on PATH\n');

it.runIf(judge)('the happy path of the rotation runs against moto', { timeout: 60_000 }, async () => {
  using moto = await startMoto();
  await using octopus = await startFakeOctopus({ clock: systemClock });
  octopus.addAccount({ clientId: 42 });
  const { apiKey, apiSecret } = octopus.issuePair(42);
  const at = {
    endpoint: moto.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  };
  const [secretsManager, sns] = [new SecretsManagerClient(at), new SNSClient(at)];
  const topic = async (Name: string) => (await sns.send(new CreateTopicCommand({ Name }))).TopicArn;
  const config = readConfig({
    ENVIRONMENT: 'sandbox',
    OPS_TOPIC_ARN: await topic('ops'),
    SUPPORT_TOPIC_ARN: await topic('support'),
    OCTOPUS_BASE_URL: octopus.url,
  });
  const client = createOctopusClient({ baseUrl: config.baseUrl, clock: systemClock });
  const log = createLog({ info: () => {}, error: () => {} });
  const rotate = createRotate({ config, secretsManager, sns, octopus: client, clock: systemClock, log });

  const Name = 'octopus-cards/sandbox/api';
  const placeholder = JSON.stringify({ status: 'awaiting-first-pair' });
  const { ARN = '' } = await secretsManager.send(new CreateSecretCommand({ Name, SecretString: placeholder }));
  const staged = JSON.stringify({ API_KEY: apiKey, API_SECRET: apiSecret });
  await secretsManager.send(
    new CreateSecretCommand({ Name: `${Name}/intake`, SecretString: JSON.stringify({ status: 'empty' }) }),
  );
  await secretsManager.send(new PutSecretValueCommand({ SecretId: `${Name}/intake`, SecretString: staged }));
  const token = await startRotation(moto.url, ARN);
  for (const Step of steps) {
    await rotate({ Step, SecretId: ARN, ClientRequestToken: token }, { getRemainingTimeInMillis: () => 60_000 });
  }
  await client.close();

  const told = await secretsManager.send(new DescribeSecretCommand({ SecretId: ARN }));
  expect(told.VersionIdsToStages?.[token]).toEqual(expect.arrayContaining(['AWSCURRENT']));
  const live = await secretsManager.send(new GetSecretValueCommand({ SecretId: ARN }));
  expect(live.SecretString).toContain(apiKey);
  // By label: moto answers GetSecretValue without a stage from the version that was put last.
  const intake = await secretsManager.send(new DescribeSecretCommand({ SecretId: `${Name}/intake` }));
  const labels = Object.values(intake.VersionIdsToStages ?? {});
  expect(labels.find((stages) => stages.includes('AWSCURRENT'))).toContain('empty');
});

/** Has moto start a rotation with canned invocations: it makes the empty pending version and runs nothing of ours. */
async function startRotation(url: string, arn: string): Promise<string> {
  await fetch(`${url}/moto-api/config`, { method: 'POST', body: JSON.stringify({ lambda: { use_docker: false } }) });
  const script = `
import boto3, io, sys, zipfile
c = lambda s: boto3.client(s, endpoint_url=sys.argv[1], region_name='us-east-1', aws_access_key_id='local', aws_secret_access_key='local')
b = io.BytesIO(); z = zipfile.ZipFile(b, 'w'); z.writestr('f.py', ''); z.close()
role = c('iam').create_role(RoleName='r', AssumeRolePolicyDocument='{}')['Role']['Arn']
fn = c('lambda').create_function(FunctionName='f', Runtime='python3.12', Role=role, Handler='f.f', Code={'ZipFile': b.getvalue()})
r = c('secretsmanager').rotate_secret(SecretId=sys.argv[2], RotationLambdaARN=fn['FunctionArn'], RotationRules={'AutomaticallyAfterDays': 365})
print(r['VersionId'])
`;
  const { stdout } = await run('python3', ['-c', script, url, arn]);
  return stdout.trim();
}
