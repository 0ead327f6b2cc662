import {
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import { GetTopicAttributesCommand, PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import type { World } from '../../local/world.ts';
import { endFunctions } from '../processes.ts';
import { delayRoundTrips, startRotations } from '../rotations.ts';
import { median, type Row, timed } from '../row.ts';

/** The duration of a rotation. */
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
];

/** The vendor allows 30 logins a minute for an account. In a world with more turns, the figure would include waits. */
const turnsOfWorld = 5;
const worlds = 3;

async function overBareScript(assembly: string): Promise<number> {
  const ratios: number[] = [];
  for (let count = 0; count < worlds; count += 1) {
    await using rotations = await startRotations(assembly, 'in-process');
    const { world, stage, rotate, proveOld } = rotations;
    const bare = bareScript(world);
    await stage();
    await rotate();
    for (let turn = 0; turn < turnsOfWorld; turn += 1) {
      await proveOld();
      await stage();
      const before = world.aws.calls.length;
      const ms = await rotate();
      const made = world.aws.calls.slice(before).filter(({ accessKeyId }) => world.isFunction(accessKeyId));
      ratios.push(ms / (await timed(() => bare(made.map(({ operation }) => operation)))));
    }
  }
  return median(ratios);
}

/** The same operations with the same rights, one after the other, and two logins, with no decisions between them. */
function bareScript({ aws, octopus, stack, secretName: SecretId }: World) {
  const { accessKeyId = '', variables = {} } = stack.functions.get('octopus-cards-sandbox-rotate') ?? {};
  const settings = { endpoint: aws.url, region: aws.region, credentials: { accessKeyId, secretAccessKey: 'local' } };
  const [secretsManager, sns] = [new SecretsManagerClient(settings), new SNSClient(settings)];
  const [opsTopic, supportTopic] = [variables.OPS_TOPIC_ARN, variables.SUPPORT_TOPIC_ARN];
  const label = 'octopus/bare';
  let put = '';
  let holder = '';
  const calls: Readonly<Record<string, () => Promise<unknown>>> = {
    DescribeSecret: () => secretsManager.send(new DescribeSecretCommand({ SecretId })),
    GetSecretValue: () => secretsManager.send(new GetSecretValueCommand({ SecretId })),
    async PutSecretValue() {
      const value = { SecretString: '{"bare":true}', VersionStages: [label] };
      const { VersionId = '' } = await secretsManager.send(new PutSecretValueCommand({ SecretId, ...value }));
      [put, holder] = [VersionId, VersionId];
    },
    async UpdateSecretVersionStage() {
      const moved = holder === put ? { RemoveFromVersionId: put } : { MoveToVersionId: put };
      await secretsManager.send(new UpdateSecretVersionStageCommand({ SecretId, VersionStage: label, ...moved }));
      holder = holder === put ? '' : put;
    },
    GetTopicAttributes: () => sns.send(new GetTopicAttributesCommand({ TopicArn: supportTopic })),
    Publish: () => sns.send(new PublishCommand({ TopicArn: opsTopic, Subject: 'bare', Message: 'bare '.repeat(300) })),
  };
  const login = async () => {
    // The pair is unknown to the vendor, because logins of the account would count towards the limit of the rotations.
    const body = JSON.stringify({ username: 'test-key-nobody', password: 'secret-of-nobody' });
    const headers = { 'content-type': 'application/json' };
    await (await fetch(`${octopus.url}/auth/login`, { method: 'POST', headers, body })).text();
  };
  return async (operations: readonly string[]): Promise<void> => {
    // The other operations move the label, so it has to be put first.
    const isPut = (operation: string) => Number(operation === 'PutSecretValue');
    for (const operation of operations.toSorted((one, other) => isPut(other) - isPut(one))) await calls[operation]?.();
    await login();
    await login();
  };
}

/** The duration of a rotation in which every round trip takes 10 ms, divided by the sum of the round trips. */
async function overRoundTrips(assembly: string, start: 'cold' | 'warm'): Promise<number> {
  const ratios: number[] = [];
  for (let world = 0; world < (start === 'cold' ? worlds * turnsOfWorld : worlds); world += 1) {
    await using rotations = await startRotations(assembly, 'bundled');
    await rotations.stage();
    await rotations.rotate();
    await rotations.stage();
    if (start === 'cold') await endFunctions();
    for (let turn = 0; turn < (start === 'cold' ? 1 : turnsOfWorld); turn += 1) {
      const trips = delayRoundTrips(rotations.world, 10);
      const ms = await rotations.rotate();
      ratios.push(ms / (trips() * 10));
      rotations.world.aws.intercept = undefined;
      rotations.world.octopus.intercept = () => 'pass';
      await rotations.proveOld();
      await rotations.stage();
    }
  }
  return median(ratios);
}
