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

/** A port from the command line; `undefined` if it is invalid. */
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

/** Runs the local world until it gets a signal to end. Resolves to the exit code. */
async function main(): Promise<number> {
  const ports = readPorts();
  if (ports === undefined) {
    process.stderr.write(`${usage}\n`);
    return 2;
  }
  const stopped = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve());
  });
  // Any access key is accepted: the caller need not be known.
  const { directory, isNew } = await ensureAssembly();
  const stack = { assembly: directory, functions: 'bundled' } as const;
  await using world = await startWorld({ ...stack, ...ports, live: true, start: new Date() });
  const { clientId = 42 } = world;
  world.octopus.addAccount({ clientId });
  for (const pair of [firstPair, nextPair]) world.octopus.issuePair(clientId, pair);
  await world.stage(firstPair);
  await world.rotate();
  if (!(await world.live()).includes(firstPair.apiKey)) {
    process.stderr.write(`the first pair was not promoted; the functions logged:\n${world.log.join('\n')}\n`);
    return 1;
  }
  say(`\n${describeStack(world, isNew).join('\n')}`);
  say(instructions(world));
  const printing = setInterval(createNewsPrinter(world), 500);
  await stopped;
  clearInterval(printing);
  say('\nStopped. Nothing is kept.');
  return 0;
}

/** Returns a function that prints what has arrived since its last call: mails, and the log lines of the functions. */
function createNewsPrinter({ aws, log }: World): () => void {
  const printed = { mails: aws.mailbox.length, lines: log.length };
  return () => {
    const news = [
      ...log.slice(printed.lines),
      ...aws.mailbox.slice(printed.mails).flatMap((mail) => ['', ...mailLines(mail), '']),
    ];
    Object.assign(printed, { mails: aws.mailbox.length, lines: log.length });
    for (const line of news) say(line);
  };
}

const instructions = ({ aws, octopus, secretName, intakeName }: World) => `
The local world is running. The sandbox is deployed, and its first pair is live.

  AWS      ${aws.url}   Secrets Manager, SNS, STS, the functions, their logs and their schedule
  Octopus  ${octopus.url}

You can use the AWS CLI in another terminal:

  export AWS_ENDPOINT_URL=${aws.url}
  export AWS_REGION=${aws.region} AWS_DEFAULT_REGION=${aws.region}
  export AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local
  aws secretsmanager list-secrets
  aws secretsmanager describe-secret --secret-id ${secretName}

With AWS_ACCESS_KEY_ID=LOCALOPERATOR you have the rights of an operator, and no others.

You can also use the operator's command with the same variables. The account manager has issued a second pair,
${nextPair.apiKey} / ${nextPair.apiSecret}. This command stages it in the intake, ${intakeName}:

  npm run octopus -- stage

Mails and log lines appear below as they arrive. Ctrl-C stops the local world.`;

try {
  process.exitCode = await main();
} catch (error) {
  const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  const message = error instanceof StackError ? error.message : String(error);
  const why = isTaken ? 'a port is already in use; choose another one' : message;
  process.stderr.write(`the local world did not start: ${why}\n${usage}\n`);
  process.exitCode = 1;
}
