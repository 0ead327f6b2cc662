import { holdsPair } from '../intake/intake.ts';
import { daysBetween } from '../reminder/days-between.ts';
import { toInstant } from '../secrets/label.ts';
import { has, type SecretView, stateOf, versionWith } from '../secrets/secret-view.ts';
import { isStuckDue } from './ladder.ts';
import { remembered, rememberHealth } from './memory.ts';
import type { HealthLabel } from './watch-label.ts';
import type { Live, Watched } from './watched.ts';

/** A rotation that does not end: the same AWSPENDING, seen by two runs a day apart. */
export async function reportStuck(watched: Watched, view: SecretView, { version }: Live): Promise<SecretView> {
  const { credential, intake, notify, clock, origin } = watched;
  const pending = versionWith(view, 'AWSPENDING');
  const before = remembered.health(view);
  const remember = (stuck: HealthLabel['stuck']) =>
    rememberHealth(credential, view, { kind: 'health', versionId: version.versionId, trouble: before?.trouble, stuck });
  if (pending === undefined || has(view, pending, 'AWSCURRENT')) {
    return before?.stuck === undefined ? view : await remember(undefined);
  }
  const now = toInstant(clock.now());
  const token = pending.slice(0, 8);
  const stuck = before?.stuck?.token === token ? before.stuck : { token, since: now };
  if (!isStuckDue(stuck, now)) return await remember(stuck);
  const pairIsStaged = holdsPair(await intake.describe());
  const hasValue = stateOf(view, pending)?.state === 'staged';
  // The rotation waits for a pair, and a reminder of this week has asked for one.
  if (!hasValue && !pairIsStaged && wasReminded(view, now)) return await remember(stuck);
  await notify({ ...origin, kind: 'RotationStuck', token: pending, since: stuck.since, pairIsStaged, hasValue });
  return await remember({ ...stuck, notified: now });
}

const wasReminded = (view: SecretView, now: string): boolean =>
  remembered.reminders(view).some(({ at }) => daysBetween(at, now) < 7);
