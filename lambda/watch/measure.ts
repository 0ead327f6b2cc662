import { twelveMonthsAfter } from '../reminder/twelve-months.ts';
import { liveCase, openCases } from '../secrets/cases.ts';
import type { SecretView } from '../secrets/secret-view.ts';
import { remembered } from './memory.ts';
import { casesWith, type Live } from './watched.ts';

/** The figures of one credential on one day. Ages in days, with a fraction; what does not exist is left out. */
export interface Measures {
  readonly WatchRuns: 1;
  readonly AgeDays?: number;
  /** Until the twelve months are over; negative while overdue. */
  readonly DaysToDue?: number;
  readonly OpenRevocations: number;
  readonly OldestRevocationDays: number;
  /** 1, or 0 while a problem of the live pair is known. */
  readonly LivePairHealthy: 0 | 1;
}

const dayMs = 86_400_000;

export function measure(view: SecretView, live: Live, now: Date): Measures {
  const { version, value } = live;
  const cases = casesWith(view, live);
  const open = openCases(cases).filter(({ label }) => label.state !== 'rolled-back');
  const since = (instant: string) => (now.getTime() - Date.parse(instant)) / dayMs;
  const trouble = remembered.health(view)?.trouble;
  const liveSince = liveCase(cases)?.label?.liveSince ?? version.createdAt;
  return {
    WatchRuns: 1,
    ...(value.kind === 'pair' && {
      AgeDays: since(liveSince),
      DaysToDue: -since(`${twelveMonthsAfter(liveSince)}T00:00:00Z`),
    }),
    OpenRevocations: open.length,
    OldestRevocationDays: Math.max(0, ...open.map(({ label }) => since(label.at))),
    LivePairHealthy: trouble === undefined || trouble.kind === 'Inconclusive' ? 1 : 0,
  };
}
