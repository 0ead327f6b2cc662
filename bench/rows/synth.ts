import { spawnSync } from 'node:child_process';
import { type Row, ratioOf, timed } from '../row.ts';

const cdk = (...args: readonly string[]) =>
  timed(() => {
    const { status, stderr } = spawnSync(process.execPath, ['node_modules/aws-cdk/bin/cdk', ...args], {
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`cdk ${args.join(' ')} ended with ${status}: ${stderr}`);
  });

export const synth = (directory: string): Row => ({
  name: 'cdk synth',
  budget: 4.5,
  unit: 'of cdk --version',
  measure: async () => ({
    measured: await ratioOf(
      () => cdk('synth', '--quiet', '--output', `${directory}/synth`),
      () => cdk('--version'),
      5,
    ),
    peers: [],
  }),
});
