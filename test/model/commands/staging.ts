import { PutSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import fc from 'fast-check';
import { reasons } from '../../../lambda/secrets/state-label.ts';
import { issuePair, type Model } from '../model.ts';
import { command } from './command.ts';

/** The account manager mails a new pair, and ops stages it, over whatever lies in the intake. */
export const stageNew = fc
  .constantFrom(...reasons)
  .map((reason) =>
    command(`stageNew(${reason})`, (model, real) => real.world.stage(issuePair(model, real), { reason })),
  );

/** The n-th pair of those that were issued, counted from the newest. */
export const issuedBefore = ({ pairs }: Model, back: number) =>
  pairs[Math.max(0, pairs.length - 1 - back)]?.pair ?? {
    apiKey: 'test-key-nobody-0000',
    apiSecret: 'secret-of-nobody',
  };

/** Ops stages a pair that is known already: live, replaced, revoked or rolled back from. */
export const stageAgain = fc
  .nat({ max: 3 })
  .map((back) => command(`stageAgain(${back})`, (model, { world }) => world.stage(issuedBefore(model, back))));

/** Something that is no pair. */
export const stageGarbage = fc.constantFrom('', 'no pair', '{"API_KEY":"a b","API_SECRET":"x"}').map((text) =>
  command(`stageGarbage(${JSON.stringify(text)})`, async (_, { world }) => {
    const SecretString = text === '' ? '{}' : text;
    await world.secretsManager.send(new PutSecretValueCommand({ SecretId: world.intakeName, SecretString }));
  }),
);
