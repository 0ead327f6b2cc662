import { spawnSync } from 'node:child_process';

const measured = `process.stdout.write(JSON.stringify({ cpu: process.cpuUsage(), kilobytes: process.resourceUsage().maxRSS }))`;
const arn = 'arn:aws:sns:us-east-1:123456789012:ops';
const variables = {
  ENVIRONMENT: 'sandbox',
  OPS_TOPIC_ARN: arn,
  SUPPORT_TOPIC_ARN: arn,
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'LOCAL',
  AWS_SECRET_ACCESS_KEY: 'local',
};

/** What one process that loads these files and ends has taken: CPU time in ms, and wall time in ms. */
export function timeOfLoading(file: string | undefined): { readonly cpuMs: number; readonly wallMs: number } {
  const script = `${file === undefined ? '' : `require(${JSON.stringify(file)});`}${measured};process.exit(0)`;
  const from = performance.now();
  const { stdout, status } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8', env: variables });
  const wallMs = performance.now() - from;
  if (status !== 0) throw new Error(`a process that loads ${file ?? 'nothing'} ended with exit code ${status}`);
  const { cpu } = JSON.parse(stdout);
  return { cpuMs: (cpu.user + cpu.system) / 1000, wallMs };
}

/** The most memory of a process that loads nothing, in kB. */
export function kilobytesOfNothing(): number {
  const { stdout } = spawnSync(process.execPath, ['-e', measured], { encoding: 'utf8', env: variables });
  return JSON.parse(stdout).kilobytes;
}
