import { holdsPair } from '../../lambda/intake/intake.ts';
import { command, namePair } from '../../lambda/notices/wording.ts';
import { describePair } from '../../lambda/secrets/pair.ts';
import type { Reason } from '../../lambda/secrets/state-label.ts';
import { type Target, withTarget } from '../aws/target.ts';
import { CommandError } from '../command-line/command-error.ts';
import { confirmProduction } from '../command-line/confirm.ts';
import { exitCodes, type Result } from '../command-line/result.ts';
import type { CommonOptions } from '../command-line/shared-options.ts';
import { followRotation } from '../rotation/follow-rotation.ts';
import { reportOutcome, resultOf } from '../rotation/report-outcome.ts';
import { showLog } from '../rotation/rotation-log.ts';
import type { Followed } from '../rotation/rotation-progress.ts';
import { type Started, startRotation, warnWhenDisabled } from '../rotation/start-rotation.ts';
import type { Context } from '../world/context.ts';
import { askForPair, type GivenPair } from './ask-for-pair.ts';

export interface StageOptions extends CommonOptions {
  readonly reason: Reason | undefined;
  readonly note: string | undefined;
  readonly noRotate: boolean;
  readonly log: boolean;
}

export async function stagePair(context: Context<StageOptions>): Promise<Result> {
  refuseLogOfNothing(context);
  return withTarget(context, async (target, { credential }) => {
    await confirmProduction(context);
    const given = await askForPair(context.world.terminal, context.options);
    const own = await putIntoIntake(context, target, given);
    if (context.options.noRotate) return stagedOnly(context, target, given);
    warnWhenDisabled(context, credential.rotationEnabled);
    return await rotateToIt(context, target, { given, own });
  });
}

function refuseLogOfNothing({ options: { log, noRotate } }: Context<StageOptions>): void {
  if (log && noRotate) throw new CommandError('Usage', '--log shows a rotation, and with --no-rotate there is none');
}

type Own = NonNullable<Followed['own']>;

async function putIntoIntake({ world }: Context<StageOptions>, { intake }: Target, given: GivenPair): Promise<Own> {
  const { terminal } = world;
  const { key, secret } = given.lengths;
  terminal.print(`Pair: ${namePair(describePair(given.staged.pair))}; key ${key}, secret ${secret} characters long.`);
  // Read just before the put: minutes may have passed while somebody typed.
  const view = await intake.describe();
  const own = { versionId: world.randomUUID(), before: Object.keys(view.stages) };
  await intake.put({ versionId: own.versionId, text: given.document, stages: ['AWSCURRENT'] });
  terminal.print(`Staged (reason: ${given.staged.reason}).`);
  if (holdsPair(view)) terminal.print('It replaced a staged pair that was not promoted.');
  return own;
}

function stagedOnly({ world: { terminal } }: Context<StageOptions>, { origin }: Target, { staged }: GivenPair): Result {
  terminal.print('Not rotated (--no-rotate). Applications get the pair after this command:');
  terminal.print(`  ${command(origin, 'rotate')}`);
  terminal.print(keepMail);
  return { exitCode: exitCodes.done, data: { ...origin, outcome: 'staged', ...describePair(staged.pair) } };
}

const keepMail = 'Once the pair is promoted, delete the e-mail that it came in, and empty the bin.';
const deleteMail = 'Now delete the e-mail that the pair came in, and empty the bin.';

async function rotateToIt(
  context: Context<StageOptions>,
  target: Target,
  { given, own }: { given: GivenPair; own: Own },
) {
  const { terminal } = context.world;
  const { origin } = target;
  const pair = describePair(given.staged.pair);
  const started = await startOrKeep(context, target);
  if (started.kind === 'declined') {
    const earlier = 'the earlier rotation may take it when AWS retries, or rotate yourself';
    warnStillStaged(context, target, `Not rotated. The pair stays staged: ${earlier}:`);
    return { exitCode: exitCodes.declined, data: { ...origin, outcome: 'declined', ...pair } };
  }
  const followed = { token: started.token, own };
  const outcome = await followRotation(context, target, followed);
  const reported = { origin, followed, pair };
  for (const line of reportOutcome(outcome, reported)) terminal.print(line);
  terminal.print(outcome.kind === 'promoted' ? deleteMail : keepMail);
  return resultOf(outcome, { ...reported, ...(await showLog(context, started.token, outcome)) });
}

/** Whatever stops the start, the pair is in the intake by now, and nobody should stage it twice. */
async function startOrKeep(context: Context<StageOptions>, target: Target): Promise<Started> {
  try {
    return await startRotation(context, target);
  } catch (error) {
    warnStillStaged(context, target, 'The pair stays staged, but its rotation did not start. When the cause is fixed:');
    throw error;
  }
}

function warnStillStaged({ world: { terminal } }: Context<StageOptions>, { origin }: Target, what: string): void {
  for (const line of [what, `  ${command(origin, 'rotate')}`, keepMail]) terminal.warn(line);
}
