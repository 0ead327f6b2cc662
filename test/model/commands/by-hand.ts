import {
  CancelRotateSecretCommand,
  PutSecretValueCommand,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import fc from 'fast-check';
import { issuePair, type Model, type Real } from '../model.ts';
import { storedIn } from '../stored.ts';
import { command } from './command.ts';
import { issuedBefore } from './staging.ts';

export async function putByHand({ world }: Real, { apiKey, apiSecret }: { apiKey: string; apiSecret: string }) {
  const SecretString = JSON.stringify({ API_KEY: apiKey, API_SECRET: apiSecret });
  await world.secretsManager.send(new PutSecretValueCommand({ SecretId: world.secretName, SecretString }));
}

/** Somebody writes a pair into the credential itself: one that nobody has seen yet, or a known one. */
export const putNewByHand = fc.constant(
  command('putNewByHand', (model, real) => putByHand(real, issuePair(model, real))),
);
export const putKnownByHand = fc
  .nat({ max: 2 })
  .map((back) => command(`putKnownByHand(${back})`, (model, real) => putByHand(real, issuedBefore(model, back))));

export const putGarbageByHand = fc.constant(
  command('putGarbageByHand', async (_, { world }) => {
    const put = { SecretId: world.secretName, SecretString: 'no pair' };
    await world.secretsManager.send(new PutSecretValueCommand(put));
  }),
);

/** Somebody moves AWSCURRENT to the version before. */
export async function goBack({ world }: Real): Promise<void> {
  const { live, previous } = storedIn(world, 'credential');
  if (live === undefined || previous === undefined || live.id === previous.id) return;
  const move = { VersionStage: 'AWSCURRENT', MoveToVersionId: previous.id, RemoveFromVersionId: live.id };
  await world.secretsManager.send(new UpdateSecretVersionStageCommand({ SecretId: world.secretName, ...move }));
}

export const goBackByHand = fc.constant(command('goBackByHand', (_, real) => goBack(real)));

/** What `octopus unstick` does. */
export async function unstick({ world }: Real): Promise<void> {
  const { live, pending } = storedIn(world, 'credential');
  if (pending !== undefined && pending.id !== live?.id) await world.clearPending(pending.id);
}

export const unstickByHand = fc.constant(command('unstick', (_, real) => unstick(real)));

export const cancelRotation = fc.constant(
  command('cancelRotation', async (_, { world }) => {
    await world.secretsManager.send(new CancelRotateSecretCommand({ SecretId: world.secretName }));
  }),
);

/** What somebody may do while a function runs. */
export const acts = {
  stageNew: async (model: Model, real: Real) => void (await real.world.stage(issuePair(model, real))),
  putNewByHand: (model: Model, real: Real) => putByHand(real, issuePair(model, real)),
  goBack: (_: Model, real: Real) => goBack(real),
  unstick: (_: Model, real: Real) => unstick(real),
} as const;
export type Act = keyof typeof acts;
