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

/** The wall time, in ms, of a process that loads this file and ends. Without a file, the process loads nothing. */
export function timeOfLoading(file: string | undefined): number {
  const script = `${file === undefined ? '' : `require(${JSON.stringify(file)});`}process.exit(0)`;
  const from = performance.now();
  const { status } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8', env: variables });
  const wallMs = performance.now() - from;
  if (status !== 0) throw new Error(`a process that loads ${file ?? 'nothing'} ended with exit code ${status}`);
  return wallMs;
}

/** What Linux says about a process. The text is empty for a process that has ended. */
export function statusOf(id: number, file: 'status' | 'cmdline'): string {
  try {
    return readFileSync(`/proc/${id}/${file}`, 'utf8');
  } catch {
    return '';
  }
}

/** The ids of the functions that this process has started under Lambda's runtime client. */
export const functionProcesses = (): readonly number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((id) => new RegExp(`^PPid:\\s${process.pid}$`, 'm').test(statusOf(id, 'status')))
    .filter((id) => statusOf(id, 'cmdline').includes('aws-lambda-ric'));

/** Ends all functions, so that the next event starts a new process. */
export async function endFunctions(): Promise<void> {
  for (const id of functionProcesses()) process.kill(id, 'SIGKILL');
  while (functionProcesses().length > 0) await pause(5);
  // The code that started them gets the exit event a little later.
  await pause(50);
}
