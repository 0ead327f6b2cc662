import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Row, ratioOf, timed } from '../row.ts';

const cdk = (args: readonly string[], cwd = process.cwd()) =>
  timed(() => {
    const { status, stderr } = spawnSync(
      process.execPath,
      [join(process.cwd(), 'node_modules/aws-cdk/bin/cdk'), ...args],
      {
        cwd,
        encoding: 'utf8',
      },
    );
    if (status !== 0) throw new Error(`cdk ${args.join(' ')} ended with ${status}: ${stderr}`);
  });

const oneTopic = `
const { App, Stack } = require(${JSON.stringify(join(process.cwd(), 'node_modules/aws-cdk-lib'))});
const { Topic } = require(${JSON.stringify(join(process.cwd(), 'node_modules/aws-cdk-lib/aws-sns'))});
const app = new App();
new Topic(new Stack(app, 'One'), 'Topic');
app.synth();
`;

/** Synthesizes both environments. The peer is the smallest app, which has the same checks and nothing to bundle. */
export const synth = (directory: string): Row => ({
  name: 'cdk synth',
  budget: 5.8,
  unit: 'of cdk --version',
  async measure() {
    const least = join(directory, 'least');
    mkdirSync(least);
    writeFileSync(join(least, 'app.cjs'), oneTopic);
    const over = (args: readonly string[], cwd?: string) =>
      ratioOf(
        () => cdk(['synth', '--quiet', '--output', `${directory}/synth`, ...args], cwd),
        () => cdk(['--version']),
        5,
      );
    return {
      measured: await over([]),
      peers: [{ name: 'an app with one topic', measured: await over(['--app', 'node app.cjs'], least) }],
    };
  },
});
