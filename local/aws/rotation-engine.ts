import { randomUUID } from 'node:crypto';
import { type MovableClock, minutes } from '../clock.ts';
import { describeThrown, type Functions } from './functions.ts';
import { attemptRotation, invokeStep } from './rotation-attempt.ts';
import type { RotationEvent } from './rotation-events.ts';
import { createRotationTimers } from './rotation-timers.ts';
import { moveLabels } from './secrets/labels.ts';
import { holderOf, type Secret, type SecretValue, type Version } from './secrets/state.ts';

export interface RotationOptions {
  /**
   * The delays before a failed rotation is retried, each counted from the failure before it. AWS's numbers are unknown.
   * @default 1, 5 and 30 minutes
   */
  readonly replayDelaysMs?: readonly number[];
  /** AWS usually removes AWSPENDING after a success, but users have seen it stay. @default false */
  readonly keepPendingLabel?: boolean;
}

interface Engine extends RotationOptions {
  readonly clock: MovableClock;
  readonly functions: Functions;
}

export type RotationEngine = ReturnType<typeof createRotationEngine>;

/** Runs rotations as Secrets Manager does: asynchronously, step by step, and from the start again after a failure. */
export function createRotationEngine({
  clock,
  functions,
  replayDelaysMs = [minutes(1), minutes(5), minutes(30)],
  keepPendingLabel = false,
}: Engine) {
  const events: RotationEvent[] = [];
  const running = new Set<Promise<void>>();
  const attempting = new Set<Version>();
  const abandoned = new WeakSet<Version>();
  const timers = createRotationTimers(clock, fire);

  function report(name: RotationEvent['name'], secret: Secret, token: string, thrown?: { error: unknown }): void {
    const about = { secret: secret.name, secretArn: secret.arn, token, at: clock.now() };
    events.push({ name, ...about, ...(thrown && describeThrown(thrown.error)) });
  }

  /** Starts after the caller has been answered. */
  function track(work: () => Promise<void>): Promise<void> {
    const tracked = new Promise((resolve) => setImmediate(resolve)).then(work).finally(() => running.delete(tracked));
    running.add(tracked);
    return tracked;
  }

  function addPending(secret: Secret, token: string, value?: SecretValue): Version {
    const version = { id: token, value, createdAt: clock.now(), stages: new Set<string>(), putBy: '' };
    moveLabels(secret, ['AWSPENDING'], version);
    secret.versions.set(token, version);
    return version;
  }

  const incomplete = (secret: Secret): Version | undefined => {
    const pending = holderOf(secret.versions, 'AWSPENDING');
    return pending?.stages.has('AWSCURRENT') ? undefined : pending;
  };

  async function run(secret: Secret, version: Version, replays = replayDelaysMs): Promise<void> {
    const token = version.id;
    const isGivenUp = () => !secret.rotationEnabled || abandoned.has(version);
    if (attempting.has(version) || isGivenUp()) return;
    timers.dropReplay(secret);
    attempting.add(version);
    report('RotationStarted', secret, token);
    try {
      if (await attemptRotation({ functions, secret, token, isGivenUp })) succeed(secret, token);
    } catch (error) {
      if (!isGivenUp()) fail({ secret, version, error, replays });
    } finally {
      attempting.delete(version);
    }
  }

  function succeed(secret: Secret, token: string): void {
    if (!keepPendingLabel) secret.versions.get(token)?.stages.delete('AWSPENDING');
    secret.lastRotatedAt = clock.now();
    timers.scheduleFrom(secret, clock.now());
    report('RotationSucceeded', secret, token);
  }

  function fail(failed: { secret: Secret; version: Version; error: unknown; replays: readonly number[] }): void {
    const { secret, version, error, replays } = failed;
    report('RotationFailed', secret, version.id, { error });
    const [delay, ...rest] = replays;
    // A step failed, so the whole rotation is retried, even if AWSCURRENT has moved already.
    if (delay !== undefined && version.stages.has('AWSPENDING')) {
      timers.replayAfter(delay, secret, () => replay(secret, version, rest));
    }
  }

  async function replay(secret: Secret, version: Version, rest: readonly number[]): Promise<void> {
    if (version.stages.has('AWSPENDING')) await track(() => run(secret, version, rest));
  }

  /** A due date retries a stuck rotation with its own token; otherwise a new rotation starts. */
  async function fire(secret: Secret): Promise<void> {
    const token = randomUUID();
    try {
      const version = incomplete(secret) ?? addPending(secret, token);
      await track(() => run(secret, version));
    } catch (error) {
      report('RotationFailed', secret, token, { error });
    }
  }

  /** Tests a configuration with a copy of the live value. The label is removed afterwards, whatever the result. */
  async function testConfiguration(secret: Secret, version: Version): Promise<void> {
    report('TestRotationStarted', secret, version.id);
    try {
      await invokeStep({ functions, secret, token: version.id }, 'testSecret');
      report('TestRotationSucceeded', secret, version.id);
    } catch (error) {
      report('TestRotationFailed', secret, version.id, { error });
    }
    version.stages.delete('AWSPENDING');
  }

  return {
    events,
    incomplete,
    /** Creates an empty pending version, as AWS does, and then runs the steps. */
    start(secret: Secret, token: string): void {
      const version = addPending(secret, token);
      void track(() => run(secret, version));
    },
    test(secret: Secret, token: string): void {
      const version = addPending(secret, token, holderOf(secret.versions, 'AWSCURRENT')?.value);
      void track(() => testConfiguration(secret, version));
    },
    schedule(secret: Secret): void {
      const counts = secret.rules?.AutomaticallyAfterDays !== undefined;
      timers.scheduleFrom(secret, (counts ? lastNewValue(secret) : undefined) ?? clock.now());
    },
    /** Called when somebody puts a new current value: a running rotation is abandoned, and the days count from now. */
    currentWasPut(secret: Secret): void {
      secret.currentPutAt = clock.now();
      const pending = incomplete(secret);
      if (pending !== undefined) {
        timers.dropReplay(secret);
        pending.stages.delete('AWSPENDING');
        abandoned.add(pending);
        report('RotationAbandoned', secret, pending.id);
      }
      if (secret.rules?.AutomaticallyAfterDays !== undefined) timers.scheduleFrom(secret, clock.now());
    },
    cancel(secret: Secret): void {
      secret.rotationEnabled = false;
      timers.clear(secret);
    },
    stop: () => timers.clearAll(),
    /** Resolves when no step is running. */
    async idle(): Promise<void> {
      while (running.size > 0) await Promise.allSettled(running);
    },
  };
}

/** A value that is put manually counts as a rotation, as AWS documents. */
function lastNewValue({ lastRotatedAt, currentPutAt }: Secret): Date | undefined {
  const [last] = [lastRotatedAt, currentPutAt]
    .filter((date) => date !== undefined)
    .toSorted((a, b) => Number(b) - Number(a));
  return last;
}
