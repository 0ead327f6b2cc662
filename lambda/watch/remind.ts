import { holdsPair } from '../intake/intake.ts';
import type { DueCause } from '../reminder/due-cause.ts';
import { dueRung } from '../reminder/due-rung.ts';
import { firstPairDue } from '../reminder/first-pair-due.ts';
import { liveCase } from '../secrets/cases.ts';
import { toInstant } from '../secrets/label.ts';
import type { SecretView } from '../secrets/secret-view.ts';
import { remembered, rememberReminder } from './memory.ts';
import { noPair } from './watch-label.ts';
import { casesWith, type Live, type Watched } from './watched.ts';

interface Due {
  readonly rung: string;
  readonly because: DueCause;
  readonly liveSince: string | undefined;
}

/** Reminds ops before the twelve months are over: one mail per rung. It needs labels only, so it works without the vendor. */
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
    liveSince: liveSince ?? noPair,
    at,
  });
}

function whatIsDue({ clock, remindDaysBefore: rungs }: Watched, view: SecretView, live: Live): Due | undefined {
  const { version, value } = live;
  const last = remembered.reminders(view);
  const now = clock.now();
  switch (value.kind) {
    case 'broken':
      // Ops gets a daily notice about this as long as it lasts, and it says what to do.
      return undefined;
    case 'placeholder': {
      const before = last.find(({ liveSince }) => liveSince === noPair);
      if (!firstPairDue({ now, last: before?.at })) return undefined;
      return { rung: 'first', because: { kind: 'first-pair' }, liveSince: undefined };
    }
    case 'pair': {
      const liveSince = liveCase(casesWith(view, live))?.label?.liveSince ?? version.createdAt;
      const before = last.find((one) => one.liveSince === liveSince);
      const due = dueRung({ now, liveSince, rungs, last: before?.rung });
      return due && { ...due, liveSince };
    }
  }
}
