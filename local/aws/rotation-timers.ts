import type { MovableClock } from '../clock.ts';
import { nextRotation } from './schedule-expression.ts';
import type { Secret } from './secrets/state.ts';

type Kind = 'replay' | 'schedule';

/** The replay and the next scheduled rotation of each secret: at most one of each. */
export function createRotationTimers(clock: MovableClock, fire: (secret: Secret) => Promise<void>) {
  const cancels = { replay: new Map<Secret, () => void>(), schedule: new Map<Secret, () => void>() };

  function clear(secret: Secret, kind: Kind): void {
    cancels[kind].get(secret)?.();
    cancels[kind].delete(secret);
  }

  function set(secret: Secret, kind: Kind, [date, run]: readonly [Date, () => Promise<void>]): void {
    clear(secret, kind);
    cancels[kind].set(secret, clock.at(date, run));
  }

  /** A missed date stays in NextRotationDate until a rotation succeeds; only the timer moves on. */
  async function onSchedule(secret: Secret): Promise<void> {
    arm(secret, nextRotation(secret.rules, clock.now()));
    await fire(secret);
  }

  function arm(secret: Secret, date: Date | undefined): void {
    clear(secret, 'schedule');
    if (date !== undefined) set(secret, 'schedule', [date, () => onSchedule(secret)]);
  }

  return {
    replayAfter(ms: number, secret: Secret, run: () => Promise<void>): void {
      set(secret, 'replay', [new Date(clock.now().getTime() + ms), run]);
    },
    dropReplay: (secret: Secret) => clear(secret, 'replay'),
    /** Sets the next date, counted from an instant. A date in the past is due now. */
    scheduleFrom(secret: Secret, from: Date): void {
      const next = secret.rotationEnabled ? nextRotation(secret.rules, from) : undefined;
      secret.nextRotationAt = next && new Date(Math.max(next.getTime(), clock.now().getTime()));
      arm(secret, secret.nextRotationAt);
    },
    clear(secret: Secret): void {
      clear(secret, 'replay');
      clear(secret, 'schedule');
    },
    clearAll(): void {
      for (const cancel of [...cancels.replay.values(), ...cancels.schedule.values()]) cancel();
    },
  };
}
