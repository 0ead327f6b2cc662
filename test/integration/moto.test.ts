import {
  CreateSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  RotateSecretCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { CreateTopicCommand, SNSClient } from '@aws-sdk/client-sns';
import { expect, it } from 'vitest';
import { readConfig } from '../../lambda/functions/config.ts';
import { createLog } from '../../lambda/functions/log.ts';
import { createRotate } from '../../lambda/functions/rotate.ts';
import { createPublisher } from '../../lambda/notices/publish.ts';
import { createOctopusClient } from '../../lambda/octopus/client.ts';
import { steps } from '../../lambda/rotation/plan.ts';
import { systemClock } from '../../lambda/runtime/clock.ts';
import { startFakeOctopus } from '../../local/octopus/server.ts';
import { type Moto, motoIsThere, startMoto } from '../support/moto.ts';

const judge = motoIsThere();
if (!judge) process.stdout.write('skipped: no moto_server on PATH\n');

it.runIf(judge)('the happy path of the rotation runs against moto', { timeout: 60_000 }, async () => {
  using moto = await startMoto();
  await using octopus = await startFakeOctopus({ clock: systemClock });
  octopus.addAccount({ clientId: 42 });
  const { apiKey, apiSecret } = octopus.issuePair(42);
  const [secretsManager, sns] = [new SecretsManagerClient(moto.clientOptions), new SNSClient(moto.clientOptions)];
  const topic = async (Name: string) => (await sns.send(new CreateTopicCommand({ Name }))).TopicArn;
  const config = readConfig({
    ENVIRONMENT: 'sandbox',
    OPS_TOPIC_ARN: await topic('ops'),
    SUPPORT_TOPIC_ARN: await topic('support'),
    OCTOPUS_BASE_URL: octopus.url,
  });
  const client = createOctopusClient({ baseUrl: config.baseUrl, clock: systemClock });
  const notify = createPublisher({ sns, config });
  const log = createLog({ info: () => {}, error: () => {} });
  const rotate = createRotate({ config, secretsManager, notify, octopus: client, clock: systemClock, log });

  const Name = 'octopus-cards/sandbox/api';
  const placeholder = JSON.stringify({ status: 'awaiting-first-pair' });
  const { ARN = '' } = await secretsManager.send(new CreateSecretCommand({ Name, SecretString: placeholder }));
  const staged = JSON.stringify({ API_KEY: apiKey, API_SECRET: apiSecret });
  await secretsManager.send(
    new CreateSecretCommand({ Name: `${Name}/intake`, SecretString: JSON.stringify({ status: 'empty' }) }),
  );
  await secretsManager.send(new PutSecretValueCommand({ SecretId: `${Name}/intake`, SecretString: staged }));
  const token = await startRotation(moto, ARN);
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
  expect(labels.find((stages) => stages.includes('AWSCURRENT'))).toContain('octopus/empty');
});

/** Has moto start a rotation: it makes the empty pending version and runs nothing of ours. */
async function startRotation(moto: Moto, SecretId: string): Promise<string> {
  const RotationLambdaARN = await moto.createFunction();
  const RotationRules = { AutomaticallyAfterDays: 365 };
  const rotate = new RotateSecretCommand({ SecretId, RotationLambdaARN, RotationRules });
  return (await new SecretsManagerClient(moto.clientOptions).send(rotate)).VersionId ?? '';
}
