import { parseArgs } from 'node:util';
import { startWorld } from './world.ts';

const usage = 'usage: npm run local -- [--port 4566] [--octopus-port 4567]';
const clientId = 42;
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
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  // The identity of whoever talks to it is not asked for: any access key will do.
  await using world = await startWorld({ ...ports, live: true, start: new Date() });
  world.octopus.addAccount({ clientId });
  for (const pair of [firstPair, nextPair]) world.octopus.issuePair(clientId, pair);
  await world.stage(firstPair);
  await world.rotate();
  say(instructions(world));
  const alive = setInterval(() => {}, 1 << 30);
  await stopped;
  clearInterval(alive);
  say('\nStopped. Nothing of it is kept.');
  return 0;
}

const instructions = ({ aws, octopus, secretName, intakeName }: Awaited<ReturnType<typeof startWorld>>) => `
The local world runs. Sandbox is in place and its first pair is live.

  AWS      ${aws.url}   Secrets Manager, SNS, STS, the rotation function
  Octopus  ${octopus.url}

Talk to it with the AWS CLI, in another terminal:

  export AWS_ENDPOINT_URL=${aws.url}
  export AWS_REGION=${aws.region} AWS_DEFAULT_REGION=${aws.region}
  export AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local
  aws secretsmanager list-secrets
  aws secretsmanager describe-secret --secret-id ${secretName}

or with the operator's command. The account manager has issued a second pair,
${nextPair.apiKey} / ${nextPair.apiSecret}; it goes into ${intakeName}:

  npm run octopus -- stage

Ctrl-C stops it.`;

try {
  process.exitCode = await main();
} catch (error) {
  const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  const why = isTaken ? 'a port is taken already; choose others' : String(error);
  process.stderr.write(`the local world did not start: ${why}\n${usage}\n`);
  process.exitCode = 1;
}
