import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { parseObject } from '../../lambda/secrets/json.ts';
import { StackError } from './stack-error.ts';

const project = fileURLToPath(new URL('../..', import.meta.url));
const sources = ['bin', 'lib', 'lambda', 'cdk.json', 'package-lock.json'];

/**
 * Synthesizes `cdk.out` with the project's own `npm run synth`, unless it is newer than all its sources. Returns its
 * path, and whether it is new.
 */
export async function ensureAssembly(): Promise<{ readonly directory: string; readonly isNew: boolean }> {
  const directory = join(project, 'cdk.out');
  const isNew = newest(sources.map((name) => join(project, name))) >= writtenAt(join(directory, 'manifest.json'));
  if (isNew) await run(process.execPath, [join(project, 'node_modules/aws-cdk/bin/cdk'), 'synth', '--quiet']);
  return { directory, isNew };
}

/** Synthesizes with these settings into a directory, without the checks that take most of the time. */
export async function synthesize(directory: string, settings: object): Promise<void> {
  const context = parseObject(readFileSync(join(project, 'cdk.json'), 'utf8'))?.context;
  const CDK_CONTEXT_JSON = JSON.stringify({ ...Object(context), 'octopus-cards': settings });
  await run(process.execPath, ['bin/app.ts'], { CDK_CONTEXT_JSON, CDK_OUTDIR: directory, CDK_VALIDATION: 'false' });
}

const writtenAt = (file: string): number => (existsSync(file) ? statSync(file).mtimeMs : 0);

function newest(paths: readonly string[]): number {
  const times = paths.map((path) => {
    const status = statSync(path);
    // A directory changes when a file in it is added or removed.
    const within = status.isDirectory() ? newest(readdirSync(path).map((name) => join(path, name))) : 0;
    return Math.max(status.mtimeMs, within);
  });
  return Math.max(0, ...times);
}

async function run(command: string, args: readonly string[], variables: Record<string, string> = {}): Promise<void> {
  // biome-ignore lint/style/noProcessEnv: the synth runs as if it was called from the same terminal.
  const env = { ...process.env, ...variables };
  const child = spawn(command, args, { cwd: project, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'close');
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  if (code !== 0) throw new StackError(`the synth failed with exit code ${code}:\n${stderr}${stdout}`);
}
