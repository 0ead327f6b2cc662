import { createEventHistory } from '../../lambda/handover/event-history.ts';
import { earliestRequest, type HandoverSettings, isAtOnce, latestRequest } from '../../lambda/handover/hold.ts';
import { type LookedUpReaders, lookUpReaders } from '../../lambda/handover/look-up-readers.ts';
import { casesOf, openCases } from '../../lambda/secrets/cases.ts';
import { parseObject } from '../../lambda/secrets/json.ts';
import type { SecretView } from '../../lambda/secrets/secret-view.ts';
import type { StateLabel } from '../../lambda/secrets/state-label.ts';
import { readSettings } from '../aws/function-settings.ts';
import { withFunctions } from '../aws/functions.ts';
import { readSchedule } from '../aws/read-schedule.ts';
import { type Context, originOf } from '../world/context.ts';

/** An old pair whose request waits for the applications. */
export interface OldPair {
  readonly fingerprint: string;
  readonly replacedAt: string;
  /** When support is asked at the earliest, and if a reader is behind at the latest. UTC, to the second. */
  readonly askedAt: string;
  readonly askedAtTheLatest: string;
}

export interface Handover extends LookedUpReaders {
  readonly old: readonly OldPair[];
}

/** The labels of old pairs for which support has not been asked, because it waits for the applications. */
const waitingIn = (view: SecretView, settings: HandoverSettings): readonly StateLabel[] =>
  openCases(casesOf(view))
    .map(({ label }) => label)
    .filter((label) => label.state === 'due' && label.requestBegun === undefined && !isAtOnce(label, settings));

/** The hand-over of a credential, with its readers; `undefined` while no request waits. */
export async function findHandover(context: Context, view: SecretView): Promise<Handover | undefined> {
  if (!openCases(casesOf(view)).some(({ label }) => label.state === 'due')) return undefined;
  const { handover: settings } = readSettings(
    await withFunctions(context, (functions) => functions.variables('watch')),
  );
  const waiting = waitingIn(view, settings);
  const oldest = waiting.toSorted((a, b) => a.at.localeCompare(b.at))[0];
  if (oldest === undefined) return undefined;
  const old = waiting.map((label) => ({
    fingerprint: label.pair,
    replacedAt: label.at,
    askedAt: earliestRequest(label, settings),
    askedAtTheLatest: latestRequest(label, settings),
  }));
  return { old, ...(await readersSince(context, view, oldest)) };
}

async function readersSince(
  context: Context,
  view: SecretView,
  { at, versionId }: StateLabel,
): Promise<LookedUpReaders> {
  const { world, options } = context;
  const client = await world.cloudTrail(options);
  try {
    const secret = { arn: view.arn, name: view.name };
    const lookUp = createEventHistory({ client: async () => client, clock: world.clock, secret, keyArn: view.keyArn });
    const { environment } = options;
    const about = { now: world.clock.now(), named: await namedReaders(context), environment };
    return await lookUpReaders(lookUp, { at, versionId }, about);
  } finally {
    client.destroy();
  }
}

/** The readers that the settings name: the schedule of the watch holds them. */
async function namedReaders({ world, options }: Context): Promise<readonly string[]> {
  const scheduler = await world.scheduler(options);
  try {
    const schedule = await readSchedule(scheduler, originOf(options));
    const { readers } = parseObject(schedule?.Target?.Input) ?? {};
    return Array.isArray(readers) ? readers.filter((reader) => typeof reader === 'string') : [];
  } finally {
    scheduler.destroy();
  }
}
