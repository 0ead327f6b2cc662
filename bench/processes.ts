import { spawnSync } from 'node:child_process';

const arn = 'arn:aws:sns:us-east-1:123456789012:ops';
const variables = {
  ENVIRONMENT: 'sandbox',
  OPS_TOPIC_ARN: arn,
  SUPPORT_TOPIC_ARN: arn,
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'LOCAL',
  AWS_SECRET_ACCESS_KEY: 'local',
};

/** What one process that loads this file and ends takes, in ms of wall time; without a file, one that loads nothing. */
export function timeOfLoading(file: string | undefined): number {
  const script = `${file === undefined ? '' : `require(${JSON.stringify(file)});`}process.exit(0)`;
  const from = performance.now();
  const { status } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8', env: variables });
  const wallMs = performance.now() - from;
  if (status !== 0) throw new Error(`a process that loads ${file ?? 'nothing'} ended with exit code ${status}`);
  return wallMs;
}
