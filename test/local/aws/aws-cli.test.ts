import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { aFunction, anAws } from './an-aws.ts';

const run = promisify(execFile);
const hasCli = (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, 'aws')));
if (!hasCli) process.stderr.write('skipped: no aws on PATH\n');

const cli = (url: string) => async (command: string) => {
  const env = {
    ...process.env,
    AWS_ENDPOINT_URL: url,
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_DEFAULT_REGION: 'us-east-1',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_MAX_ATTEMPTS: '1',
  };
  const { stdout } = await run('aws', [...command.split(' '), '--output', 'json'], { env });
  return JSON.parse(stdout);
};

it.runIf(hasCli)('is understood by the AWS CLI', { timeout: 60_000 }, async () => {
  await using world = await anAws();
  const aws = cli(world.aws.url);
  const { arn } = aFunction(world);
  await aws('secretsmanager create-secret --name pair --secret-string first');
  const [put, topics] = await Promise.all([
    aws('secretsmanager put-secret-value --secret-id pair --secret-string second'),
    aws('sns list-topics'),
  ]);
  const [caller] = await Promise.all([
    aws('sts get-caller-identity'),
    aws(`secretsmanager rotate-secret --secret-id pair --rotation-lambda-arn ${arn}`),
  ]);
  await world.aws.secretsManager.idle();
  world.aws.logs.add('/aws/lambda/one');
  world.aws.writeLog('/aws/lambda/one', 'local', '{"message":"transition"}');
  const [described, listed, logged] = await Promise.all([
    aws('secretsmanager describe-secret --secret-id pair'),
    aws('secretsmanager list-secrets'),
    aws('logs filter-log-events --log-group-name /aws/lambda/one --filter-pattern {$.message="transition"}'),
  ]);
  expect(described.VersionIdsToStages[put.VersionId]).toEqual(['AWSPREVIOUS']);
  expect(described.RotationEnabled).toBe(true);
  expect(listed.SecretList).toMatchObject([{ Name: 'pair' }]);
  expect(logged.events).toMatchObject([{ message: '{"message":"transition"}' }]);
  expect(topics).toEqual({ Topics: [] });
  expect(caller.Account).toBe('123456789012');
});

it.runIf(hasCli)('names to the AWS CLI what it does not model', { timeout: 60_000 }, async () => {
  await using world = await anAws();
  await expect(cli(world.aws.url)('secretsmanager get-random-password')).rejects.toThrow(
    'secretsmanager:GetRandomPassword is not modelled by the local AWS',
  );
});
