import { readdirSync, readFileSync } from 'node:fs';
import {
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import { GetTopicAttributesCommand, PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { kilobytesOfNothing } from '../processes.ts';
import { delayRoundTrips, startRotations } from '../rotations.ts';
import { median, type Row, ratioOf, timed } from '../row.ts';

/** What a rotation takes in time and memory. */
export const rotationCosts = (assembly: string): readonly Row[] => [
  {
    name: 'a local rotation',
    budget: 1.15,
    unit: 'of the same calls made by a bare script',
    measure: async () => ({
      measured: await overBareScript(assembly),
      peers: [{ name: 'the bare script', measured: 1 }],
    }),
  },
  {
    name: 'a rotation of a cold process, at 10 ms a round trip',
    budget: 2.1,
    unit: 'of its round trips',
    measure: async () => ({ measured: await overRoundTrips(assembly, 'cold'), peers: [] }),
  },
  {
    name: 'a rotation of a warm process, at 10 ms a round trip',
    budget: 1.5,
    unit: 'of its round trips',
    measure: async () => ({ measured: await overRoundTrips(assembly, 'warm'), peers: [] }),
  },
  {
    name: 'memory after one rotation',
    budget: 45,
    unit: 'MB over an empty process',
    measure: async () => ({ measured: await memoryOfRotation(assembly), peers: [] }),
  },
];

async function overBareScript(assembly: string): Promise<number> {
  await using rotations = await startRotations(assembly, 'in-process');
  const { world, stage, rotate, proveOld } = rotations;
  await stage();
  await rotate();
  await stage();
  const before = world.aws.calls.length;
  await rotate();
  const made = world.aws.calls.slice(before).filter(({ accessKeyId }) => world.isFunction(accessKeyId));
  const bare = bareScript(world.aws.url, world.octopus.url, world.secretName);
  return await ratioOf(
    async () => {
      await proveOld();
      await stage();
      return await timed(rotate);
    },
    () => timed(() => bare(made.map(({ operation }) => operation))),
  );
}

/** The same operations one after the other, and two logins, without a thought between them. */
function bareScript(endpoint: string, vendor: string, SecretId: string) {
  const settings = { endpoint, region: 'us-east-1', credentials: { accessKeyId: 'BARE', secretAccessKey: 'local' } };
  const [secretsManager, sns] = [new SecretsManagerClient(settings), new SNSClient(settings)];
  const topic = 'arn:aws:sns:us-east-1:123456789012:none';
  const calls: Readonly<Record<string, () => Promise<unknown>>> = {
    DescribeSecret: () => secretsManager.send(new DescribeSecretCommand({ SecretId })),
    GetSecretValue: () => secretsManager.send(new GetSecretValueCommand({ SecretId })),
    PutSecretValue: () =>
      secretsManager.send(new PutSecretValueCommand({ SecretId, SecretString: '{}', VersionStages: ['bare'] })),
    UpdateSecretVersionStage: () =>
      secretsManager.send(new UpdateSecretVersionStageCommand({ SecretId, VersionStage: 'bare' })),
    GetTopicAttributes: () => sns.send(new GetTopicAttributesCommand({ TopicArn: topic })),
    Publish: () => sns.send(new PublishCommand({ TopicArn: topic, Message: 'bare' })),
  };
  const login = async () => {
    const body = JSON.stringify({ username: 'test-key-nobody', password: 'secret-of-nobody' });
    const headers = { 'content-type': 'application/json' };
    await (await fetch(`${vendor}/auth/login`, { method: 'POST', headers, body })).text();
  };
  return async (operations: readonly string[]): Promise<void> => {
    for (const operation of operations) await calls[operation]?.().catch(() => undefined);
    await login();
    await login();
  };
}

/** A rotation while every round trip takes 10 ms, over the sum of them. */
async function overRoundTrips(assembly: string, start: 'cold' | 'warm'): Promise<number> {
  const ratios: number[] = [];
  for (let world = 0; world < (start === 'cold' ? 15 : 1); world += 1) {
    await using rotations = await startRotations(assembly, 'bundled');
    await rotations.stage();
    if (start === 'warm') {
      await rotations.rotate();
      await rotations.stage();
    }
    for (let turn = 0; turn < (start === 'cold' ? 1 : 15); turn += 1) {
      const trips = delayRoundTrips(rotations.world, 10);
      const ms = await timed(rotations.rotate);
      ratios.push(ms / (trips() * 10));
      rotations.world.aws.intercept = undefined;
      rotations.world.octopus.intercept = () => 'pass';
      await rotations.proveOld();
      await rotations.stage();
    }
  }
  return median(ratios);
}

/** The most that the function's process had in memory, in MB over a process that loads nothing. */
async function memoryOfRotation(assembly: string): Promise<number> {
  await using rotations = await startRotations(assembly, 'bundled');
  await rotations.stage();
  await rotations.rotate();
  return (Math.max(...kilobytesOfChildren()) - kilobytesOfNothing()) / 1024;
}

/** The most memory of each process that this one has started, in kB. Linux alone tells it. */
function kilobytesOfChildren(): readonly number[] {
  const statuses = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => {
      try {
        return readFileSync(`/proc/${name}/status`, 'utf8');
      } catch {
        return '';
      }
    });
  return statuses
    .filter((status) => new RegExp(`^PPid:\\s${process.pid}$`, 'm').test(status))
    .map((status) => Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1] ?? 0));
}
