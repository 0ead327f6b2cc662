import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

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

/** What Linux tells of a process; nothing of one that has ended. */
export function statusOf(id: number, file: 'status' | 'cmdline'): string {
  try {
    return readFileSync(`/proc/${id}/${file}`, 'utf8');
  } catch {
    return '';
  }
}

/** The functions that run under Lambda's runtime client, started by this process. The bundler's service is none. */
export const functionProcesses = (): readonly number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((id) => new RegExp(`^PPid:\\s${process.pid}$`, 'm').test(statusOf(id, 'status')))
    .filter((id) => statusOf(id, 'cmdline').includes('aws-lambda-ric'));

/** Ends them, so that the next event starts a new one. */
export async function endFunctions(): Promise<void> {
  for (const id of functionProcesses()) process.kill(id, 'SIGKILL');
  while (functionProcesses().length > 0) await pause(5);
  // Until their parent has heard of it.
  await pause(50);
}
