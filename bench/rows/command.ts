import { spawnSync } from 'node:child_process';
import { median, type Row, timed } from '../row.ts';

/** The start of the operator's command, which every use of it waits for. */
export const command = (): Row => ({
  name: 'start of the command',
  budget: 0.3,
  unit: 'seconds until octopus --help has ended',
  async measure() {
    const seconds: number[] = [];
    for (let turn = 0; turn < 7; turn += 1) seconds.push((await timed(help)) / 1000);
    return { measured: median(seconds), peers: [] };
  },
});

function help(): void {
  const { status, stderr } = spawnSync(process.execPath, ['bin/octopus.ts', '--help'], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`octopus --help ended with exit code ${status}: ${stderr}`);
}
