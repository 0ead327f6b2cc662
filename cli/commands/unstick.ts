import { holdsPair } from '../../lambda/intake/intake.ts';
import { verdictAmong } from '../../lambda/intake/verdict-label.ts';
import { command } from '../../lambda/notices/wording.ts';
import { currentVersion, type SecretView, stateOf } from '../../lambda/secrets/secret-view.ts';
import { type Command, type Context, exitCodes, type Result } from '../command.ts';
import type { Look } from '../progress.ts';
import { clearPending, pendingVersion } from '../start-rotation.ts';
import { confirmChange, lookAt, type Target, withTarget } from '../target.ts';

export const unstick: Command = {
  summary: 'clear a rotation that is stuck, so that the next one can start',
  description: [
    'Shows the state, and takes AWSPENDING off a version that is not live, after asking.',
    'Nothing is promoted and no value changes; a staged pair stays staged.',
  ],
  options: [],
  run: (context) => withTarget(context, (target, look) => unstickNow(context, target, look)),
};

async function unstickNow(context: Context, target: Target, look: Look): Promise<Result> {
  const { terminal } = context.world;
  for (const line of describeState(look)) terminal.print(line);
  const stuck = pendingVersion(look.credential);
  const state = { ...target.origin, current: currentVersion(look.credential), intake: intakeState(look.intake) };
  if (stuck === undefined) {
    terminal.print('No rotation is stuck: there is nothing to do.');
    return { exitCode: exitCodes.done, data: { ...state, outcome: 'nothing-to-do' } };
  }
  await confirmChange(context, 'Take AWSPENDING off that version?');
  await clearPending(target, stuck);
  const after = await lookAt(target);
  if (currentVersion(after.credential) === stuck) {
    terminal.print(`Meanwhile the rotation went on by itself: version ${stuck} is live.`);
    return { exitCode: exitCodes.done, data: { ...state, outcome: 'promoted', pending: stuck } };
  }
  terminal.print(`Cleared: AWSPENDING is off version ${stuck}. Next:`);
  terminal.print(`  ${command(target.origin, holdsPair(after.intake) ? 'rotate' : 'stage')}`);
  return { exitCode: exitCodes.done, data: { ...state, outcome: 'cleared', pending: stuck } };
}

function describeState({ credential, intake }: Look): readonly string[] {
  const pending = pendingVersion(credential);
  return [
    `Live:    ${describeVersion(credential, currentVersion(credential))}`,
    `Pending: ${pending === undefined ? 'none' : describeVersion(credential, pending)}`,
    `Intake:  ${describeIntake(intake)}`,
  ];
}

function describeVersion(view: SecretView, versionId: string | undefined): string {
  if (versionId === undefined) return 'none';
  const state = stateOf(view, versionId);
  return `version ${versionId}, ${state === undefined ? 'without a state of ours' : `${state.state} since ${state.at}`}`;
}

const intakeState = (intake: SecretView): 'staged' | 'empty' => (holdsPair(intake) ? 'staged' : 'empty');

function describeIntake(intake: SecretView): string {
  const verdict = verdictAmong(intake.stages[currentVersion(intake) ?? ''] ?? []);
  const last = verdict === undefined ? '' : `; last verdict ${verdict.verdict}, of rotation ${verdict.token}`;
  return `${holdsPair(intake) ? 'a pair is staged' : 'empty'}${last}`;
}
