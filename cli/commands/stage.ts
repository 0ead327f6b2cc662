import { holdsPair } from '../../lambda/intake/intake.ts';
import { command, namePair } from '../../lambda/notices/wording.ts';
import { describePair } from '../../lambda/secrets/pair.ts';
import { askForPair, type GivenPair } from '../ask-for-pair.ts';
import { type Command, CommandError, type Context, exitCodes, type Result } from '../command.ts';
import { follow } from '../follow.ts';
import type { Followed } from '../progress.ts';
import { reportOutcome, resultOf } from '../report.ts';
import { tellLog } from '../rotation-log.ts';
import { type Started, startRotation } from '../start-rotation.ts';
import { confirmProduction, type Target, withTarget } from '../target.ts';
import { warnWhenDisabled } from './rotate.ts';

export const stage: Command = {
  summary: 'put a new pair into the intake, rotate to it, and follow it to the end',
  description: [
    'Asks for the API key and the API secret, hidden. When stdin is no terminal it reads one JSON document from it:',
    '{"API_KEY": "…", "API_SECRET": "…"}, optionally with "reason" and "note". Never from the command line.',
    'What a mail program put around a pasted text is taken off, and said.',
  ],
  options: ['reason', 'note', 'no-rotate', 'log'],
  run: (context) => {
    refuseLogOfNothing(context);
    return withTarget(context, async (target, { credential }) => {
      await confirmProduction(context);
      const given = await askForPair(context);
      const own = await putIntoIntake(context, target, given);
      if (!context.options.rotate) return stagedOnly(context, target, given);
      warnWhenDisabled(context, credential.rotationEnabled);
      return await rotateToIt(context, target, { given, own });
    });
  },
};

function refuseLogOfNothing({ options: { log, rotate } }: Context): void {
  if (log && !rotate) throw new CommandError('Usage', '--log shows a rotation, and with --no-rotate there is none');
}

type Own = NonNullable<Followed['own']>;

async function putIntoIntake({ world }: Context, { intake }: Target, given: GivenPair): Promise<Own> {
  const { terminal } = world;
  const { key, secret } = given.lengths;
  terminal.print(`Pair: ${namePair(describePair(given.staged.pair))}; key ${key}, secret ${secret} characters long.`);
  // Just before the put, and not what was seen before somebody typed for minutes.
  const view = await intake.describe();
  const own = { versionId: world.randomUUID(), before: Object.keys(view.stages) };
  await intake.put({ versionId: own.versionId, text: given.document, stages: ['AWSCURRENT'] });
  terminal.print(`Staged (reason: ${given.staged.reason}).`);
  if (holdsPair(view)) terminal.print('It replaced a pair that was staged before and not promoted.');
  return own;
}

function stagedOnly({ world: { terminal } }: Context, { origin }: Target, { staged }: GivenPair): Result {
  terminal.print('Not rotated (--no-rotate). Applications get the pair after:');
  terminal.print(`  ${command(origin, 'rotate')}`);
  terminal.print(keepMail);
  return { exitCode: exitCodes.done, data: { ...origin, outcome: 'staged', ...describePair(staged.pair) } };
}

const keepMail = 'Once the pair is promoted, delete the e-mail that it came in, and empty the bin.';
const deleteMail = 'Now delete the e-mail that the pair came in, and empty the bin.';

async function rotateToIt(context: Context, target: Target, { given, own }: { given: GivenPair; own: Own }) {
  const { terminal } = context.world;
  const { origin } = target;
  const pair = describePair(given.staged.pair);
  const started = await startOrKeep(context, target);
  if (started.kind === 'declined') {
    const earlier = 'the earlier rotation may find it when AWS tries that again, or';
    tellKept(context, target, `Not rotated. The pair stays staged: ${earlier}:`);
    return { exitCode: exitCodes.declined, data: { ...origin, outcome: 'declined', ...pair } };
  }
  const followed = { token: started.token, own };
  const outcome = await follow(context, target, followed);
  const reported = { origin, followed, pair };
  for (const line of reportOutcome(outcome, reported)) terminal.print(line);
  terminal.print(outcome.kind === 'promoted' ? deleteMail : keepMail);
  return resultOf(outcome, { ...reported, ...(await tellLog(context, started.token, outcome)) });
}

/** Whatever stops the start, the pair is in the intake by now, and nobody should stage it twice. */
async function startOrKeep(context: Context, target: Target): Promise<Started> {
  try {
    return await startRotation(context, target);
  } catch (error) {
    tellKept(context, target, 'The pair stays staged, but its rotation did not start. When what stops it is mended:');
    throw error;
  }
}

function tellKept({ world: { terminal } }: Context, { origin }: Target, what: string): void {
  for (const line of [what, `  ${command(origin, 'rotate')}`, keepMail]) terminal.warn(line);
}
