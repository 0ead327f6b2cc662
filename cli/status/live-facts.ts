import { daysBetween } from '../../lambda/reminder/days-between.ts';
import { twelveMonthsAfter } from '../../lambda/reminder/twelve-months.ts';
import { casesOf, liveCase } from '../../lambda/secrets/cases.ts';
import { currentVersion, type SecretView, versionWith } from '../../lambda/secrets/secret-view.ts';
import type { StateLabel } from '../../lambda/secrets/state-label.ts';
import { remembered } from '../../lambda/watch/memory.ts';
import { noPair } from '../../lambda/watch/watch-label.ts';

/** What labels say about the live version. Whole days, UTC; negative when the twelve months are over. */
export interface LiveFacts {
  readonly current: string | undefined;
  readonly label: StateLabel | undefined;
  readonly liveSince: string | undefined;
  readonly ageDays: number | undefined;
  readonly dueOn: string | undefined;
  readonly daysToDue: number | undefined;
  /** No pair has been live yet. */
  readonly isFirst: boolean;
}

export function liveFacts(view: SecretView, today: string): LiveFacts {
  const current = currentVersion(view);
  const live = liveCase(casesOf(view));
  const label = live?.promotion ?? live?.label;
  const liveSince = label?.liveSince ?? (label?.state === 'live' ? label.at : undefined);
  const dueOn = liveSince === undefined ? undefined : twelveMonthsAfter(liveSince);
  return {
    current,
    label,
    liveSince,
    ageDays: liveSince === undefined ? undefined : daysBetween(liveSince, today),
    dueOn,
    daysToDue: dueOn === undefined ? undefined : daysBetween(today, dueOn),
    isFirst: label === undefined && isFirst(view),
  };
}

/** As deployed, or as the watch found it: without the value, only labels distinguish a placeholder from a pair. */
function isFirst(view: SecretView): boolean {
  if (remembered.reminders(view).some(({ liveSince }) => liveSince === noPair)) return true;
  const wasLive = casesOf(view).some(({ label }) => label !== undefined && label.state !== 'staged');
  return !wasLive && versionWith(view, 'AWSPREVIOUS') === undefined;
}
