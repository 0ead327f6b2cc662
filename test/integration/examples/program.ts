import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { World } from '../../../local/world.ts';

const examples = fileURLToPath(new URL('../../../examples', import.meta.url));

/** The checksums of the modules are written when they are first needed. */
const goFlags = { GOFLAGS: '-mod=mod' };

export interface Language {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  /** Succeeds where the language and its SDK are installed. */
  readonly probe: readonly [string, ...string[]];
  /** What is printed where it does not. */
  readonly missing: string;
}

export const languages: readonly Language[] = [
  {
    name: 'TypeScript',
    command: [process.execPath, 'typescript/octopus.ts'],
    probe: [process.execPath, '--version'],
    missing: 'node is not installed',
  },
  {
    name: 'Python',
    command: ['python3', 'python/octopus.py'],
    probe: ['python3', '-c', 'import boto3'],
    missing: 'boto3 is not installed',
  },
  {
    name: 'Go',
    command: ['go', 'run', '-C', 'go', '.'],
    // Builds it too, so that the tests find it in the cache.
    probe: ['go', 'build', '-C', 'go', '-o', '/dev/null', '.'],
    missing: 'go, or a module that it needs, is not installed',
  },
];

export function isInstalled({ name, probe: [file, ...args], missing }: Language): boolean {
  try {
    execFileSync(file, args, { cwd: examples, stdio: 'ignore', env: { ...process.env, ...goFlags } });
    return true;
  } catch {
    process.stdout.write(`skipped: the example in ${name}, because ${missing}\n`);
    return false;
  }
}

/** Starts an example in a process of its own, under a role that may read every secret. */
export function startProgram({ command: [file, ...args] }: Language, { aws }: World, secretNames: readonly string[]) {
  const accessKeyId = 'LOCALAPPLICATIONEXAMPLE';
  const arn = `arn:aws:iam::${aws.accountId}:role/example`;
  const policy = { Statement: { Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource: '*' } };
  aws.iam.addIdentity(accessKeyId, { arn, principalArn: arn, policies: [policy] });
  const program = spawn(file, [...args, ...secretNames], {
    cwd: examples,
    env: {
      ...process.env,
      ...goFlags,
      AWS_ENDPOINT_URL: aws.url,
      AWS_REGION: aws.region,
      AWS_DEFAULT_REGION: aws.region,
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: 'local',
    },
  });
  const output: string[] = [];
  program.stderr.on('data', (data) => output.push(String(data)));
  const lines = createInterface({ input: program.stdout })[Symbol.asyncIterator]();
  return {
    /** Has it make a call with the pair of each secret. Returns the lines that it prints. */
    async call(): Promise<readonly string[]> {
      program.stdin.write('\n');
      const printed: string[] = [];
      while (printed.length < secretNames.length) printed.push(String((await lines.next()).value));
      output.push(...printed);
      return printed;
    },
    /** All that it printed, to both streams. */
    output: () => output.join('\n'),
    [Symbol.asyncDispose]: () => end(program),
  };
}

async function end(program: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => program.once('close', resolve));
  program.stdin?.end();
  await ended;
}
