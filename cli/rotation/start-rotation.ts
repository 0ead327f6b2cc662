import { command } from '../../lambda/notices/wording.ts';
import { AwsCallFailed } from '../../lambda/runtime/aws-call.ts';
import { readAgain } from '../../lambda/runtime/read-again.ts';
import { currentVersion, has, type SecretView, stateOf, versionWith } from '../../lambda/secrets/secret-view.ts';
import type { Target } from '../aws/target.ts';
import { CommandError } from '../command-line/command-error.ts';
import { agree } from '../command-line/confirm.ts';
import type { Context } from '../world/context.ts';

export type Started = { readonly kind: 'started'; readonly token: string } | { readonly kind: 'declined' };

/** Starts a rotation. If an earlier one is incomplete, it asks, and clears that one first. */
export async function startRotation(context: Context, target: Target): Promise<Started> {
  const { terminal, randomUUID } = context.world;
  const token = randomUUID();
  const first = await tryToRotate(target, token);
  if (first.kind === 'started') return first;

  const stuck = pendingVersion(await target.credential.describe());
  // The response to our own call was lost, and the SDK sent the call twice.
  if (stuck === token) return { kind: 'started', token };
  if (stuck !== undefined) {
    terminal.print(await explainStuck(target, stuck));
    if (!(await agree(context, 'Clear the earlier rotation (AWSPENDING) and start a new one?')))
      return { kind: 'declined' };
    await clearPending(target, stuck);
    terminal.print('The earlier rotation was cleared.');
  }
  return await rotateAnew(context, target);
}

/** The version that blocks a rotation: AWSPENDING, and not live. */
export function pendingVersion(view: SecretView): string | undefined {
  const pending = versionWith(view, 'AWSPENDING');
  return pending === currentVersion(view) ? undefined : pending;
}

/** Removes AWSPENDING. Reads the labels again first: the rotation may have ended while somebody was asked. */
export async function clearPending({ credential }: Target, versionId: string): Promise<void> {
  if (pendingVersion(await credential.describe()) !== versionId) return;
  await credential.detach('AWSPENDING', versionId);
}

/** Repeats the start until AWS sees that the earlier rotation is cleared: its reads may lag. */
async function rotateAnew({ world: { randomUUID, clock } }: Context, target: Target): Promise<Started> {
  const token = randomUUID();
  const again = await readAgain(
    () => tryToRotate(target, token),
    ({ kind }) => kind === 'started',
    clock,
  );
  if (again.kind === 'started') return again;
  if (has(await target.credential.describe(), token, 'AWSPENDING')) return { kind: 'started', token };
  const retry = command(target.origin, 'rotate');
  throw new CommandError('Failed', `AWS still reports the earlier rotation as incomplete; in a minute: ${retry}`);
}

async function tryToRotate(target: Target, token: string): Promise<Started | { readonly kind: 'incomplete' }> {
  try {
    return { kind: 'started', token: await target.rotate(token) };
  } catch (error) {
    if (error instanceof AwsCallFailed && /previous rotation/i.test(error.message)) return { kind: 'incomplete' };
    throw error;
  }
}

async function explainStuck({ credential }: Target, versionId: string): Promise<string> {
  const state = stateOf(await credential.describe(), versionId);
  const what =
    state?.state === 'staged'
      ? `It holds a pair that was accepted on ${state.at} and is not promoted yet; you would have to stage it again.`
      : 'Most likely the schedule or a person started it, and it found no pair to promote.';
  return [
    `An earlier rotation is not complete: AWSPENDING is on version ${versionId}. ${what}`,
    'If it was started just now, answer no and let it end: AWS retries it by itself.',
  ].join('\n');
}

/** RotateSecret turns on again what `CancelRotateSecret` turned off: nobody should do that without knowing it. */
export function warnWhenDisabled({ world: { terminal } }: Context, rotationEnabled: boolean): void {
  if (!rotationEnabled) terminal.warn('Rotation of this secret is turned off; this command turns it on again.');
}
