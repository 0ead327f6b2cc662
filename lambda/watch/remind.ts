import { holdsPair } from '../intake/intake.ts';
import type { DueCause } from '../reminder/due-cause.ts';
import { dueRung } from '../reminder/due-rung.ts';
import { firstPairDue } from '../reminder/first-pair-due.ts';
import { type SecretView, stateOf } from '../secrets/secret-view.ts';
import { toInstant } from '../secrets/state-label.ts';
import { remembered, rememberReminder } from './memory.ts';
import type { Live, Watched } from './watched.ts';

interface Due {
  readonly rung: string;
  readonly because: DueCause;
  readonly liveSince: string | undefined;
}

/** No pair has been live yet. */
const none = 'none';

/** Twelve months: one mail per rung, whatever the vendor does. Needs labels, and no login. */
export async function remind(watched: Watched, view: SecretView, live: Live): Promise<SecretView> {
  const { credential, intake, notify, record, clock, origin, egress } = watched;
  const due = whatIsDue(watched, view, live);
  if (due === undefined) return view;
  const { rung, because, liveSince } = due;
  const { value, version } = live;
  await notify({
    ...origin,
    kind: 'RotationDue',
    clientId: value.kind === 'pair' ? value.clientId : undefined,
    liveSince,
    egress,
    because,
    pairIsStaged: holdsPair(await intake.describe()),
  });
  const at = toInstant(clock.now());
  const { versionId } = version;
  record({ what: 'reminded', versionId, why: rung });
  return await rememberReminder(credential, view, {
    kind: 'reminder',
    versionId,
    rung,
    liveSince: liveSince ?? none,
    at,
  });
}

function whatIsDue(
  { clock, remindDaysBefore: rungs }: Watched,
  view: SecretView,
  { version, value }: Live,
): Due | undefined {
  const last = remembered.reminders(view);
  const now = clock.now();
  switch (value.kind) {
    case 'broken':
      // Told daily, as long as it lasts, with what to do.
      return undefined;
    case 'placeholder': {
      const before = last.find(({ liveSince }) => liveSince === none);
      if (!firstPairDue({ now, last: before?.at })) return undefined;
      return { rung: 'first', because: { kind: 'first-pair' }, liveSince: undefined };
    }
    case 'pair': {
      const liveSince = stateOf(view, version.versionId)?.liveSince ?? version.createdAt;
      const before = last.find((one) => one.liveSince === liveSince);
      const due = dueRung({ now, liveSince, rungs, last: before?.rung });
      return due && { ...due, liveSince };
    }
  }
}
