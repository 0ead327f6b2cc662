import { daysBetween } from './days-between.ts';
import type { DueCause } from './due-cause.ts';
import { twelveMonthsAfter } from './twelve-months.ts';

export interface Reminder {
  /** A stable text for a label: `d60` … `d0` days before the twelve months are over, `o7`, `o14` … days after. */
  readonly rung: string;
  readonly because: DueCause;
}

/**
 * The rung of the reminder that matters now, if any: the ladder of days before the twelve months are over, then every
 * 7 days overdue. Of several
 * missed rungs only the latest is due, and each is reported once. Whole days, UTC.
 */
export function dueRung(input: {
  readonly now: Date;
  readonly liveSince: string;
  readonly rungs: readonly number[];
  /** The rung that was reported last for this `liveSince`. A text that is no rung counts as none. */
  readonly last: string | undefined;
}): Reminder | undefined {
  const overdue = daysBetween(twelveMonthsAfter(input.liveSince), input.now.toISOString());
  const position = overdue < weekDays ? onLadder(input.rungs, overdue) : overdue - (overdue % weekDays);
  if (position === undefined || position <= positionOf(input.last)) return undefined;
  return {
    rung: position > 0 ? `o${position}` : `d${-position}`,
    // The mail names the actual days, also when the day of the rung itself was missed.
    because: overdue > 0 ? { kind: 'overdue', days: overdue } : { kind: 'rung', daysLeft: Math.abs(overdue) },
  };
}

const weekDays = 7;

/** The latest rung that is reached, in days overdue: `-60` for `d60`. */
function onLadder(rungs: readonly number[], overdue: number): number | undefined {
  const reached = rungs.filter((days) => -days <= overdue);
  return reached.length === 0 ? undefined : -Math.min(...reached);
}

function positionOf(rung: string | undefined): number {
  const [, side, days] = /^([do])(\d{1,6})$/.exec(rung ?? '') ?? [];
  if (side === undefined) return Number.NEGATIVE_INFINITY;
  return side === 'o' ? Number(days) : -Number(days);
}
