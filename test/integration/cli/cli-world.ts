import { randomUUID } from 'node:crypto';
import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SNSClient } from '@aws-sdk/client-sns';
import { STSClient } from '@aws-sdk/client-sts';
import { main } from '../../../cli/main.ts';
import { createInProcessTransport } from '../../../local/aws/in-process-transport.ts';
import { hours } from '../../../local/clock.ts';
import { admitOperator, type ClearPair } from '../../../local/people.ts';
import { startTestWorld, type TestWorldOptions } from '../../support/test-world.ts';
import { recordingTerminal, type Script } from '../../unit/cli/recording-terminal.ts';

export const alice: ClearPair = { apiKey: 'key-of-alice-0001', apiSecret: 'secret-of-alice-0001' };
export const bob: ClearPair = { apiKey: 'key-of-bob-00-0002', apiSecret: 'secret-of-bob-0002' };
/** Of another client account than theirs. */
export const mallory: ClearPair = { apiKey: 'key-of-mallory-0003', apiSecret: 'secret-of-mallory-0003' };
/** Never issued. */
export const nobody: ClearPair = { apiKey: 'key-of-nobody-0004', apiSecret: 'secret-of-nobody-0004' };

/** The command has the rights that the stack's policy for operators gives. */
export const operator = 'LOCALCOMMAND';

export interface OperatorRequest {
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** The local world with four known pairs, and the command of an operator who calls AWS as nobody else does. */
export async function startCliWorld(options: TestWorldOptions = {}) {
  const world = await startTestWorld(options);
  admitOperator(world.aws, world.stack, operator);
  world.octopus.addAccount({ clientId: 42 });
  world.octopus.addAccount({ clientId: 43 });
  world.octopus.issuePair(42, alice);
  world.octopus.issuePair(42, bob);
  world.octopus.issuePair(43, mallory);
  const { clock, aws } = world;
  const requests: OperatorRequest[] = [];
  const settings = {
    endpoint: aws.url,
    region: aws.region,
    credentials: { accessKeyId: operator, secretAccessKey: 'local' },
    disableClockSkewCorrection: true,
    requestHandler: createInProcessTransport(aws),
  };
  const note = (commandName: string | undefined, input: object) =>
    void requests.push({ operation: String(commandName).replace(/Command$/, ''), input: { ...input } });
  let aheadMs = 0;
  const command = {
    clock: {
      now: () => new Date(clock.now().getTime() + aheadMs),
      // A second is long enough for the steps that are running here to end.
      sleep: async (ms: number) => {
        await aws.secretsManager.idle();
        await clock.sleep(ms);
      },
    },
    randomUUID,
    secretsManager: async () => {
      const client = new SecretsManagerClient(settings);
      client.middlewareStack.add(
        (next, { commandName }) =>
          (args) => {
            note(commandName, args.input);
            return next(args);
          },
        { step: 'initialize' },
      );
      return client;
    },
    logs: async () => {
      const client = new CloudWatchLogsClient(settings);
      client.middlewareStack.add(
        (next, { commandName }) =>
          (args) => {
            note(commandName, args.input);
            return next(args);
          },
        { step: 'initialize' },
      );
      return client;
    },
    lambda: async () => {
      const client = new LambdaClient({ ...settings, maxAttempts: 1 });
      client.middlewareStack.add(
        (next, { commandName }) =>
          (args) => {
            note(commandName, args.input);
            return next(args);
          },
        { step: 'initialize' },
      );
      return client;
    },
    sts: async () => new STSClient(settings),
    cloudTrail: async () => new CloudTrailClient(settings),
    cloudWatch: async () => new CloudWatchClient(settings),
    scheduler: async () => new SchedulerClient(settings),
    sns: async () => new SNSClient(settings),
  };
  return {
    ...world,
    async run(args: readonly string[], script: Script = {}) {
      const { terminal, ...recorded } = recordingTerminal(script);
      const exitCode = await main([...args, '--environment', options.environment ?? 'sandbox'], {
        ...command,
        terminal,
      });
      return { exitCode, ...recorded };
    },
    /** The clock of the operator's computer goes wrong. */
    setClockAhead(ms: number) {
      aheadMs = ms;
    },
    /** What the command asked AWS for, in order. */
    requests: requests as readonly OperatorRequest[],
    /** The operations that the command called, each once, by name. */
    operatorCalls: () =>
      [
        ...new Set(aws.calls.filter((call) => call.accessKeyId === operator).map(({ operation }) => operation)),
      ].toSorted(),
    liveKey: async () => (JSON.parse(await world.live()) as { API_KEY?: string }).API_KEY,
    /** Loses a call of the command once, on its way there or back. */
    loseOnce(operation: string, how: 'drop-before' | 'drop-after', meanwhile: () => void = () => {}) {
      aws.intercept = (call) => {
        if (call.operation !== operation || call.accessKeyId !== operator) return 'pass';
        aws.intercept = undefined;
        meanwhile();
        return how;
      };
    },
    /** Something happens when this login arrives, counted from now. */
    atLogin(number: number, happens: () => void) {
      let logins = 0;
      world.octopus.intercept = () => {
        logins += 1;
        if (logins === number) happens();
        return 'pass';
      };
    },
  };
}

/** A world in which bob's pair is live for half a day, and support was asked to revoke alice's. */
export async function replaced(options: TestWorldOptions = {}, reason = 'scheduled') {
  const world = await startCliWorld(options);
  await world.stage(alice);
  await world.rotate();
  await world.clock.advance(hours(1));
  await world.stage(bob, { reason });
  await world.rotate();
  await world.clock.advance(hours(12));
  return world;
}

/** A person who types a pair. */
export const typing = ({ apiKey, apiSecret }: ClearPair): Script => ({ hidden: [apiKey, apiSecret] });

/** A program that pipes one. */
export const piping = ({ apiKey, apiSecret }: ClearPair, more = {}): Script => ({
  stdin: JSON.stringify({ API_KEY: apiKey, API_SECRET: apiSecret, ...more }),
});

/** Ids are new in each run. */
export const withoutIds = (lines: readonly string[]): string =>
  lines.join('\n').replaceAll(/[\da-f]{8}-[\da-f-]{27}/g, '<id>');
