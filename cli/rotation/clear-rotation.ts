import { holdsPair } from '../../lambda/intake/intake.ts';
import { verdictAmong } from '../../lambda/intake/verdict-label.ts';
import { command } from '../../lambda/notices/wording.ts';
import { currentVersion, type SecretView, stateOf } from '../../lambda/secrets/secret-view.ts';
import type { SecretViews } from '../aws/secret-views.ts';
import { readViews, type Target, withTarget } from '../aws/target.ts';
import { confirmChange } from '../command-line/confirm.ts';
import { exitCodes, type Result } from '../command-line/result.ts';
import type { Context } from '../world/context.ts';
import { clearPending, pendingVersion } from './start-rotation.ts';

export const clearRotation = (context: Context): Promise<Result> =>
  withTarget(context, (target, views) => unstickNow(context, target, views));

async function unstickNow(context: Context, target: Target, views: SecretViews): Promise<Result> {
  const { terminal } = context.world;
  for (const line of describeState(views)) terminal.print(line);
  const stuck = pendingVersion(views.credential);
  const state = { ...target.origin, current: currentVersion(views.credential), intake: intakeState(views.intake) };
  if (stuck === undefined) {
    terminal.print('No rotation is stuck, so there is nothing to clear.');
    return { exitCode: exitCodes.done, data: { ...state, outcome: 'nothing-to-do' } };
  }
  await confirmChange(context, 'Remove AWSPENDING from that version?');
  await clearPending(target, stuck);
  const after = await readViews(target);
  if (currentVersion(after.credential) === stuck) {
    terminal.print(`The rotation was completed in the meantime: version ${stuck} is live.`);
    return { exitCode: exitCodes.done, data: { ...state, outcome: 'promoted', pending: stuck } };
  }
  terminal.print(`Cleared: AWSPENDING is removed from version ${stuck}. Next:`);
  terminal.print(`  ${command(target.origin, holdsPair(after.intake) ? 'rotate' : 'stage')}`);
  return { exitCode: exitCodes.done, data: { ...state, outcome: 'cleared', pending: stuck } };
}

function describeState({ credential, intake }: SecretViews): readonly string[] {
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
  return `version ${versionId}, ${state === undefined ? 'without a state label' : `${state.state} since ${state.at}`}`;
}

const intakeState = (intake: SecretView): 'staged' | 'empty' => (holdsPair(intake) ? 'staged' : 'empty');

function describeIntake(intake: SecretView): string {
  const verdict = verdictAmong(intake.stages[currentVersion(intake) ?? ''] ?? []);
  const last = verdict === undefined ? '' : `; last verdict ${verdict.verdict}, of rotation ${verdict.token}`;
  return `${holdsPair(intake) ? 'a pair is staged' : 'empty'}${last}`;
}
