import {
  GetSecretValueCommand,
  PutSecretValueCommand,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import { expect } from 'vitest';
import { hours } from '../../../local/clock.ts';
import type { ClearPair } from '../../../local/people.ts';
import type { World } from '../../../local/world.ts';
import { startTestWorld } from '../../support/test-world.ts';
import { arrangement, secondPair, withFirstPair } from './story.ts';

/** A world whose first pair has been live for an hour, and whose functions are not tried again unless told so. */
export async function anHourLater(replayDelaysMs: readonly number[] = []): Promise<World> {
  const world = await withFirstPair(await startTestWorld({ maxAttempts: 1, replayDelaysMs }));
  await world.clock.advance(hours(1));
  return world;
}

/** Rotates to the second pair and cuts the function off right after AWSCURRENT has moved. */
export async function cutOffAfterTheMove(world: World, more = {}): Promise<string> {
  await world.stage(secondPair, more);
  let isDead = false;
  world.aws.intercept = ({ accessKeyId, operation }) => {
    if (!world.isFunction(accessKeyId)) return 'pass';
    isDead ||= operation === 'GetTopicAttributes';
    return isDead ? 'drop-before' : 'pass';
  };
  const token = await world.rotate();
  world.aws.intercept = undefined;
  expect(await arrangement(world)).toEqual(['AWSCURRENT AWSPENDING staged', 'AWSPREVIOUS due']);
  return token;
}

/** Rotates to the second pair, and lets the function move no label: it is staged, accepted, and not promoted. */
export async function rotateWithoutTheMove(world: World): Promise<string> {
  await world.stage(secondPair);
  world.aws.intercept = ({ accessKeyId, operation }) =>
    world.isFunction(accessKeyId) && operation === 'UpdateSecretVersionStage' ? 'drop-before' : 'pass';
  const token = await world.rotate();
  world.aws.intercept = undefined;
  return token;
}

/** The second pair is revoked at the vendor between createSecret's login and testSecret's. */
export function dieBetweenTheLogins(world: World): void {
  let logins = 0;
  world.octopus.intercept = () => {
    logins += 1;
    if (logins === 2) world.octopus.revoke(secondPair.apiKey);
    return 'pass';
  };
}

export const holderOf = async (world: World, label: string): Promise<string> =>
  Object.entries(await world.stages()).find(([, labels]) => labels.includes(label))?.[0] ?? '';

/** Goes back to the version that was live before, by hand. */
export async function goBack(world: World): Promise<void> {
  const move = {
    SecretId: world.secretName,
    VersionStage: 'AWSCURRENT',
    MoveToVersionId: await holderOf(world, 'AWSPREVIOUS'),
    RemoveFromVersionId: await holderOf(world, 'AWSCURRENT'),
  };
  await world.secretsManager.send(new UpdateSecretVersionStageCommand(move));
}

export async function stageAgain(world: World): Promise<void> {
  await world.stage(secondPair);
  await world.rotate();
}

export async function putByHand(world: World, { apiKey, apiSecret }: ClearPair, more = {}): Promise<void> {
  const SecretString = JSON.stringify({ API_KEY: apiKey, API_SECRET: apiSecret, ...more });
  await world.secretsManager.send(new PutSecretValueCommand({ SecretId: world.secretName, SecretString }));
}

export async function eventOf(world: World, Step: string, ClientRequestToken: string) {
  const { ARN } = await world.secretsManager.send(new GetSecretValueCommand({ SecretId: world.secretName }));
  return { Step, SecretId: ARN, ClientRequestToken };
}

/** The keys that support was asked to revoke, by their last characters. */
export const asked = ({ aws }: World): readonly (string | undefined)[] =>
  aws.mailbox
    .filter(({ attributes }) => attributes.notice === 'RevocationRequested')
    .map(({ body }) => /REVOKE +key ending in …(\d+)/.exec(body)?.[1]);
