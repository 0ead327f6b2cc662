import { createRotate } from '../../../lambda/functions/rotate.ts';
import { emptyDocument } from '../../../lambda/intake/intake-document.ts';
import { type ACredential, aCredential, type Surroundings } from '../world/a-credential.ts';
import { differenceOf } from '../world/difference.ts';
import { documentOf, type GivenVersion } from '../world/given.ts';
import { idOf, wordsOf } from '../world/trace.ts';

/** The pair of ann, live for ninety days. */
export const ann: GivenVersion = { id: 'old', holds: 'ann', labels: ['live at=-90d live=-90d'] };

/** The pair of bob, accepted by createSecret a minute ago. */
export const staged = (more = 'reason=leak'): GivenVersion => ({
  id: 'next',
  holds: 'bob',
  labels: [`staged at=-1m ${more}`.trim()],
});

/** An intake into which somebody has put a pair. */
export const intakeWith = (owner: string, more: object = {}, labels: readonly string[] = []) => [
  { id: 'deployed', holds: emptyDocument },
  { id: 'inbox', holds: documentOf(owner, more), labels },
];

/** An intake that was emptied before, into which this was put. */
export const intakeHolding = (holds: string, labels: readonly string[] = []) => [
  { id: 'emptied', holds: emptyDocument, labels: ['octopus/empty'] },
  { id: 'inbox', holds, labels },
];

type Step = 'createSecret' | 'setSecret' | 'testSecret' | 'finishSecret';

/** Runs one step of the rotation `next`. Returns what it did; the last line says how it ended. */
export async function run(world: ACredential, step: Step, token = 'next'): Promise<string> {
  const { ARN } = await world.describe();
  const event = { Step: step, SecretId: ARN, ClientRequestToken: idOf(token), RotationToken: 'not-looked-at' };
  const error = await createRotate(world.ports)(event, world.invocation).catch((failure: unknown) => failure);
  const did = world.did();
  // What is thrown is what Secrets Manager sees; it is the same as the log has.
  if (error instanceof Error && !did.endsWith(wordsOf(`verdict=${error.name} reason=${error.message}`))) {
    throw error;
  }
  return did;
}

/** A live pair of ann, and a rotation under way that has put nothing yet. */
export const starting = (more: Surroundings = {}) => aCredential({ versions: [ann], pending: { id: 'next' }, ...more });

/** A live pair of ann, and a rotation under way that has staged the pair of bob. */
export const finishing = (more: Surroundings = {}) =>
  aCredential({ versions: [ann], pending: staged(), intake: intakeHolding(documentOf('bob')), ...more });

/** One step in a world of its own. */
export async function step(name: Step, surroundings: Surroundings = {}): Promise<string> {
  await using world = await starting(surroundings);
  return await run(world, name);
}

/** finishSecret of a clean promotion, unless its surroundings say otherwise. */
export const finished = (surroundings: Surroundings = {}): Promise<string> =>
  step('finishSecret', { pending: staged(), intake: intakeHolding(documentOf('bob')), ...surroundings });

/** What finishSecret does differently in these surroundings than in others, by default those of a clean promotion. */
export const finishedInstead = async (surroundings: Surroundings, others: Surroundings = {}): Promise<string> =>
  differenceOf(await finished(others), await finished(surroundings));

/** The calls of a step that read something. */
export async function readsOf(world: ACredential, name: Step): Promise<readonly string[]> {
  const calls = world.calls();
  await run(world, name);
  return calls().filter((operation) => /^(Get|Describe)Secret/.test(operation));
}
