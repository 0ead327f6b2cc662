import { parseArgs } from 'node:util';
import { mailLines } from './mail-lines.ts';
import { describeStack } from './stack/describe-stack.ts';
import { StackError } from './stack/stack-error.ts';
import { ensureAssembly } from './stack/synthesize.ts';
import { startWorld, type World } from './world.ts';

const usage = 'usage: npm run local -- [--port 4566] [--octopus-port 4567]';
const firstPair = { apiKey: 'test-key-alice-0001', apiSecret: 'secret-of-alice-0001' };
const nextPair = { apiKey: 'test-key-alice-0002', apiSecret: 'secret-of-alice-0002' };

const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** A port from the command line; `undefined` when it is none. */
function readPort(text: string): number | undefined {
  return /^\d{1,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : undefined;
}

function readPorts(): { awsPort: number; octopusPort: number } | undefined {
  try {
    const { values } = parseArgs({
      options: { port: { type: 'string', default: '4566' }, 'octopus-port': { type: 'string', default: '4567' } },
    });
    const [awsPort, octopusPort] = [readPort(values.port), readPort(values['octopus-port'])];
    return awsPort === undefined || octopusPort === undefined ? undefined : { awsPort, octopusPort };
  } catch {
    return undefined;
  }
}

/** Runs the local world until it is told to stop. Resolves to the exit code. */
async function main(): Promise<number> {
  const ports = readPorts();
  if (ports === undefined) {
    process.stderr.write(`${usage}\n`);
    return 2;
  }
  const stopped = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve());
  });
  // The identity of whoever talks to it is not asked for: any access key will do.
  const { directory, isNew } = await ensureAssembly();
  const stack = { assembly: directory, functions: 'bundled' } as const;
  await using world = await startWorld({ ...stack, ...ports, live: true, start: new Date() });
  const { clientId = 42 } = world;
  world.octopus.addAccount({ clientId });
  for (const pair of [firstPair, nextPair]) world.octopus.issuePair(clientId, pair);
  await world.stage(firstPair);
  await world.rotate();
  if (!(await world.live()).includes(firstPair.apiKey)) {
    process.stderr.write(`the first pair was not promoted; what the functions said:\n${world.log.join('\n')}\n`);
    return 1;
  }
  say(`\n${describeStack(world, isNew).join('\n')}`);
  say(instructions(world));
  const telling = setInterval(tellNews(world), 500);
  await stopped;
  clearInterval(telling);
  say('\nStopped. Nothing of it is kept.');
  return 0;
}

/** Tells what arrived since it told last: mails in full, log lines as the functions wrote them. */
function tellNews({ aws, log }: World): () => void {
  const told = { mails: aws.mailbox.length, lines: log.length };
  return () => {
    const news = [
      ...log.slice(told.lines),
      ...aws.mailbox.slice(told.mails).flatMap((mail) => ['', ...mailLines(mail), '']),
    ];
    Object.assign(told, { mails: aws.mailbox.length, lines: log.length });
    for (const line of news) say(line);
  };
}

const instructions = ({ aws, octopus, secretName, intakeName }: World) => `
The local world runs. Sandbox is in place and its first pair is live.

  AWS      ${aws.url}   Secrets Manager, SNS, STS, the functions, their logs and their schedule
  Octopus  ${octopus.url}

Talk to it with the AWS CLI, in another terminal:

  export AWS_ENDPOINT_URL=${aws.url}
  export AWS_REGION=${aws.region} AWS_DEFAULT_REGION=${aws.region}
  export AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local
  aws secretsmanager list-secrets
  aws secretsmanager describe-secret --secret-id ${secretName}

As AWS_ACCESS_KEY_ID=LOCALOPERATOR you have the rights of an operator, and no other.

Or, with the same variables set, use the operator's command. The account manager has issued a second pair,
${nextPair.apiKey} / ${nextPair.apiSecret}; it goes into ${intakeName}:

  npm run octopus -- stage

Mails and log lines appear below as they come. Ctrl-C stops it.`;

try {
  process.exitCode = await main();
} catch (error) {
  const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  const told = error instanceof StackError ? error.message : String(error);
  const why = isTaken ? 'a port is taken already; choose others' : told;
  process.stderr.write(`the local world did not start: ${why}\n${usage}\n`);
  process.exitCode = 1;
}
