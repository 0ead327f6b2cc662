import { DescribeSecretCommand, GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { currentVersion, type SecretView } from '../../lambda/secrets/secret-view.ts';
import type { ClearPair } from '../../local/people.ts';
import { startWorld, type World } from '../../local/world.ts';

/** The pairs that the vendor has issued before anything happens; the last one to another client account. */
export const pairs: readonly ClearPair[] = [1, 2, 3, 4, 5].map((number) => ({
  apiKey: `test-key-alice-000${number}`,
  apiSecret: `secret-of-alice-000${number}`,
}));

const [ours, another] = [42, 43];

/** What can be seen from outside at one moment. */
export interface Sight {
  readonly stages: SecretView['stages'];
  readonly intake: SecretView['stages'];
  readonly live: string | undefined;
  /** The end of the key that is in the intake. */
  readonly inIntake: string | undefined;
  /** How much there was by then, so that what is new can be told from it. */
  readonly mails: number;
  readonly lines: number;
  readonly requests: number;
  readonly accesses: number;
}

/** A world with everything that happened in it so far. */
export interface Rehearsal extends AsyncDisposable {
  readonly world: World;
  /** With the rights of the rotation function: nobody else may read the intake. */
  readonly client: SecretsManagerClient;
  readonly secretArn: string;
  /** What each version of the credential holds: the last four characters of its key, and `undefined` for no pair. */
  readonly keys: Map<string, string | undefined>;
  /** The requests to the vendor that there were when a version was seen for the first time. */
  readonly firstSeen: Map<string, number>;
  /** The mails that there were when a version was last seen live. */
  readonly lastLive: Map<string, number>;
  /** The versions that ever had a state of ours. */
  readonly stated: Set<string>;
  /** The earliest promotion of each key that a label told. */
  readonly liveSince: Map<string, string>;
  /** Why each pair was staged last, and why the version that holds it was made. */
  readonly reasons: Map<string, string>;
  /** For each pair that a rotation has replaced, why. Not where a person or a rollback moved it since. */
  readonly replacedBecause: Map<string, string>;
  /** The pairs that the vendor has revoked. */
  readonly revoked: Set<string>;
  /** The pair that an operator staged last, until it has been live. */
  staged: string | undefined;
  /** How many times a pair was staged. */
  stagings: number;
  /** Runs that were cut off or repeated: each may send a mail once more. */
  disturbances: number;
  /** How many reads lag behind a write. */
  lag: number;
  /** The token of the rotation that was started last. */
  token: string | undefined;
  sight: Sight;
}

/** The end of a key by which mails name it. */
export const endOf = (key: string): string => key.slice(-4);

export async function startRehearsal(assembly: string): Promise<Rehearsal> {
  const world = await startWorld({ assembly, functions: 'in-process', maxAttempts: 1 });
  world.aws.scheduler.hold(true);
  for (const clientId of [ours, another]) world.octopus.addAccount({ clientId });
  for (const pair of pairs) world.octopus.issuePair(pair === pairs.at(-1) ? another : ours, pair);
  const client = readerOf(world);
  const { ARN = '' } = await world.secretsManager.send(new DescribeSecretCommand({ SecretId: world.secretName }));
  const nothing: Sight = {
    stages: {},
    intake: {},
    live: undefined,
    inIntake: undefined,
    mails: 0,
    lines: 0,
    requests: 0,
    accesses: 0,
  };
  const rehearsal: Rehearsal = {
    world,
    client,
    secretArn: ARN,
    keys: new Map(),
    firstSeen: new Map(),
    lastLive: new Map(),
    stated: new Set(),
    liveSince: new Map(),
    reasons: new Map(),
    replacedBecause: new Map(),
    revoked: new Set(),
    staged: undefined,
    stagings: 0,
    disturbances: 0,
    lag: 0,
    token: undefined,
    sight: nothing,
    async [Symbol.asyncDispose]() {
      client.destroy();
      await world[Symbol.asyncDispose]();
    },
  };
  rehearsal.sight = await look(rehearsal);
  return rehearsal;
}

function readerOf({ aws, stack }: World): SecretsManagerClient {
  const { accessKeyId = '' } = stack.functions.get('octopus-cards-sandbox-rotate') ?? {};
  return new SecretsManagerClient({
    endpoint: aws.url,
    region: aws.region,
    credentials: { accessKeyId, secretAccessKey: 'local' },
  });
}

/** Looks at everything. Of a version that is new its value is read. */
export async function look(rehearsal: Rehearsal): Promise<Sight> {
  const { world, client, keys, firstSeen } = rehearsal;
  // Whoever judges sees what is so, and not what a lagging read tells.
  world.aws.secretsManager.lag(undefined);
  const [stages, intake] = [await stagesOf(client, world.secretName), await stagesOf(client, world.intakeName)];
  for (const versionId of Object.keys(stages)) {
    if (keys.has(versionId)) continue;
    const key = await keyOf(client, world.secretName, versionId);
    // A rotation's version has no value before createSecret has put one.
    if (key !== 'no value') keys.set(versionId, key);
    if (!firstSeen.has(versionId)) firstSeen.set(versionId, rehearsal.sight.requests);
    rehearsal.reasons.set(versionId, rehearsal.reasons.get(key ?? '') ?? 'scheduled');
  }
  const inIntake = await keyOf(client, world.intakeName);
  if (rehearsal.lag > 0) world.aws.secretsManager.lag({ reads: rehearsal.lag });
  return {
    stages,
    intake,
    inIntake,
    live: currentVersion({ arn: '', name: '', rotationEnabled: true, stages }),
    mails: world.aws.mailbox.length,
    lines: world.log.length,
    requests: world.octopus.requests.length,
    accesses: world.aws.accesses.length,
  };
}

const stagesOf = async (client: SecretsManagerClient, SecretId: string): Promise<SecretView['stages']> =>
  (await client.send(new DescribeSecretCommand({ SecretId }))).VersionIdsToStages ?? {};

/** The end of the key that a version holds; `undefined` when it holds no pair, and 'no value' when it holds nothing. */
async function keyOf(client: SecretsManagerClient, SecretId: string, VersionId?: string): Promise<string | undefined> {
  try {
    const which = VersionId === undefined ? {} : { VersionId };
    const { SecretString = '' } = await client.send(new GetSecretValueCommand({ SecretId, ...which }));
    return /"API_KEY":"[^"]*([^"]{4})"/.exec(SecretString)?.[1];
  } catch (error) {
    if (error instanceof Error && error.name === 'ResourceNotFoundException') return 'no value';
    throw error;
  }
}
