import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SNSClient } from '@aws-sdk/client-sns';
import { readConfig } from '../lambda/functions/config.ts';
import type { FunctionPorts, Invocation } from '../lambda/functions/function-ports.ts';
import { createLog } from '../lambda/functions/log.ts';
import { createRollback } from '../lambda/functions/rollback.ts';
import { createRotate } from '../lambda/functions/rotate.ts';
import { createWatch } from '../lambda/functions/watch.ts';
import { createPublisher } from '../lambda/notices/publish.ts';
import { createOctopusClient } from '../lambda/octopus/client.ts';
import { metricsLine } from '../lambda/watch/emit-metrics.ts';
import type { InProcessTransport } from './aws/in-process-transport.ts';
import type { LocalAws } from './aws/server.ts';
import type { MovableClock } from './clock.ts';
import { createBundledFunction } from './lambda/bundled-function.ts';
import type { FakeOctopus } from './octopus/server.ts';
import type { FunctionSpec } from './stack/deployment.ts';

/** A function of the stack that can be invoked here. */
export interface RunningFunction extends AsyncDisposable {
  readonly invoke: (event: unknown) => Promise<unknown>;
}

export interface FunctionHost {
  readonly clock: MovableClock;
  readonly awsUrl: string;
  readonly region: string;
  readonly octopusUrl: string;
  /** How often the SDK tries an AWS call. */
  readonly maxAttempts: number;
  /** The transport of the AWS clients of functions in this process. @default - TCP */
  readonly requestHandler?: InProcessTransport;
  /** Receives each line that a function writes. */
  readonly write: (line: string) => void;
}

interface Around extends Pick<FunctionHost, 'clock' | 'maxAttempts' | 'write' | 'requestHandler'> {
  readonly aws: LocalAws;
  readonly octopus: FakeOctopus;
}

export const hostOf = ({ aws, octopus, ...more }: Around): FunctionHost => ({
  ...more,
  awsUrl: aws.url,
  region: aws.region,
  octopusUrl: octopus.url,
});

/** Runs the bundle in a process of its own, under Lambda's runtime client. */
export function runBundled(spec: FunctionSpec, host: FunctionHost): RunningFunction {
  const { clock, awsUrl, region, octopusUrl, maxAttempts, write } = host;
  const { accessKeyId, ...described } = spec;
  return createBundledFunction({
    ...described,
    variables: {
      ...spec.variables,
      OCTOPUS_BASE_URL: octopusUrl,
      AWS_ENDPOINT_URL: awsUrl,
      AWS_REGION: region,
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_MAX_ATTEMPTS: String(maxAttempts),
    },
    clock,
    onLine: write,
  });
}

type Compose = (
  ports: FunctionPorts,
  host: FunctionHost,
  settings: ReturnType<typeof settingsFor>,
) => (event: unknown, invocation: Invocation) => Promise<unknown>;

/** What the handler files do, by the last part of a function's name. */
const composers: Readonly<Record<string, Compose>> = {
  rotate: (ports) => createRotate(ports),
  rollback: (ports) => createRollback(ports),
  watch: (ports, { write }, settings) => {
    const { environment } = ports.config;
    return createWatch({
      ...ports,
      cloudTrail: async () => new CloudTrailClient(settings),
      emit: (credential, measures) => write(metricsLine({ environment, credential }, measures)),
    });
  },
};

/** Runs the sources in this process: faster if hundreds of worlds are started, and a test can cut it off anywhere. */
export function runInProcess(spec: FunctionSpec, host: FunctionHost): RunningFunction {
  const { clock, octopusUrl, write } = host;
  const kind = spec.name.split('-').at(-1) ?? '';
  const compose = composers[kind];
  if (compose === undefined) throw new Error(`no source is known for the function ${spec.name}`);
  const line = (level: string) => (message: string, fields: Record<string, unknown>) =>
    write(JSON.stringify({ level, message, ...fields }));
  const octopus = createOctopusClient({ baseUrl: octopusUrl, clock });
  const clientSettings = settingsFor(spec, host);
  const log = createLog({ info: line('INFO'), error: line('ERROR') });
  const [secretsManager, sns] = [new SecretsManagerClient(clientSettings), new SNSClient(clientSettings)];
  const config = readConfig({ ...spec.variables, OCTOPUS_BASE_URL: octopusUrl });
  const notify = createPublisher({ sns, config });
  const handler = compose({ config, secretsManager, notify, octopus, clock, log }, host, clientSettings);
  return {
    invoke: (event) => handler(event, { getRemainingTimeInMillis: () => spec.timeoutMs }),
    async [Symbol.asyncDispose]() {
      secretsManager.destroy();
      sns.destroy();
      await octopus.close();
    },
  };
}

const settingsFor = ({ accessKeyId }: FunctionSpec, { awsUrl, region, maxAttempts, requestHandler }: FunctionHost) => ({
  endpoint: awsUrl,
  region,
  credentials: { accessKeyId, secretAccessKey: 'local' },
  maxAttempts,
  // It would take the time of this world for its own clock's mistake, and try again after every error.
  disableClockSkewCorrection: true,
  ...(requestHandler && { requestHandler }),
});
