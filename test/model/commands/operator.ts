import {
  CancelRotateSecretCommand,
  PutSecretValueCommand,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import fc from 'fast-check';
import { endOf, pairs, type Rehearsal } from '../rehearsal.ts';
import { type Happening, unlessRefused } from './command.ts';

const reasons = ['scheduled', 'leak', 'departure', 'other'] as const;

/** The version that has a label of AWS's. */
const holder = ({ sight }: Rehearsal, label: string): string | undefined =>
  Object.entries(sight.stages).find(([, labels]) => labels.includes(label))?.[0];

const stage = (number: number, reason: string): Happening => ({
  name: `stage pair ${number + 1} (${reason})`,
  async happens(rehearsal) {
    const pair = pairs[number];
    if (pair === undefined) return;
    await rehearsal.world.stage(pair, { reason });
    rehearsal.staged = endOf(pair.apiKey);
    rehearsal.stagings += 1;
    rehearsal.reasons.set(rehearsal.staged, reason);
  },
});

const unstick: Happening = {
  name: 'unstick',
  async happens(rehearsal) {
    const pending = holder(rehearsal, 'AWSPENDING');
    if (pending !== undefined && pending !== rehearsal.sight.live) {
      await unlessRefused(() => rehearsal.world.clearPending(pending));
    }
  },
};

const putByHand = (number: number): Happening => ({
  name: `put pair ${number + 1} by hand`,
  movesByHand: true,
  async happens({ world }) {
    const { apiKey, apiSecret } = pairs[number] ?? { apiKey: '', apiSecret: '' };
    const SecretString = JSON.stringify({ API_KEY: apiKey, API_SECRET: apiSecret });
    await world.secretsManager.send(new PutSecretValueCommand({ SecretId: world.secretName, SecretString }));
  },
});

const breakByHand: Happening = {
  name: 'break the live value by hand',
  movesByHand: true,
  async happens({ world }) {
    const SecretString = 'broken';
    await world.secretsManager.send(new PutSecretValueCommand({ SecretId: world.secretName, SecretString }));
  },
};

const goBackByHand: Happening = {
  name: 'move AWSCURRENT back by hand',
  movesByHand: true,
  async happens(rehearsal) {
    const { world } = rehearsal;
    const [MoveToVersionId, RemoveFromVersionId] = [holder(rehearsal, 'AWSPREVIOUS'), rehearsal.sight.live];
    if (MoveToVersionId === undefined || RemoveFromVersionId === undefined) return;
    const move = { SecretId: world.secretName, VersionStage: 'AWSCURRENT', MoveToVersionId, RemoveFromVersionId };
    await unlessRefused(() => world.secretsManager.send(new UpdateSecretVersionStageCommand(move)));
  },
};

const cancelRotation: Happening = {
  name: 'cancel the rotation',
  happens: ({ world }) =>
    unlessRefused(() => world.secretsManager.send(new CancelRotateSecretCommand({ SecretId: world.secretName }))),
};

/** What operators and administrators do. */
export const byOperators: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(fc.nat(pairs.length - 1), fc.constantFrom(...reasons))
      .map(([number, why]) => stage(number, why)),
  },
  { weight: 2, arbitrary: fc.constant(unstick) },
  { weight: 1, arbitrary: fc.nat(pairs.length - 1).map(putByHand) },
  { weight: 1, arbitrary: fc.constantFrom(breakByHand, goBackByHand, cancelRotation) },
);
