import * as z from 'zod/mini';
import { countDays } from '../../lambda/notices/wording.ts';
import { CommandError } from '../command-line/command-error.ts';
import { explainNotice } from './explain-notice.ts';

const shape = z.object({
  notices: z.array(z.looseObject({ kind: z.string() })),
  measures: z.object({
    AgeDays: z.optional(z.number()),
    DaysToDue: z.optional(z.number()),
    OpenRevocations: z.number(),
    OldestRevocationDays: z.number(),
    LivePairHealthy: z.number(),
  }),
  /** Left out by a function that is too old to report it. */
  live: z.optional(
    z.object({
      value: z.enum(['pair', 'placeholder', 'broken']),
      login: z.optional(
        z.object({
          kind: z.enum(['accepted', 'rejected', 'blocked', 'unavailable']),
          code: z.optional(z.string()),
        }),
      ),
    }),
  ),
  egress: z.optional(z.array(z.string())),
});

/** What a run of the watch reports. */
export type WatchResult = z.infer<typeof shape>;

/** The function may be older or newer than the command. */
export function readWatchResult(value: unknown): WatchResult {
  const read = shape.safeParse(value);
  if (read.success) return read.data;
  throw new CommandError('Failed', 'this command cannot read the findings of the function; deploy the stack');
}

export const needsPerson = ({ notices, measures }: WatchResult): boolean =>
  measures.LivePairHealthy !== 1 || notices.some(({ kind }) => explainNotice(kind).needsPerson);

/** The result in words: the mails, then the figures. */
export function describeWatchResult({ notices, measures }: WatchResult, dryRun: boolean): readonly string[] {
  const mailed = dryRun ? 'Would mail: ' : 'Mailed:     ';
  return [
    ...(dryRun ? ['Dry run: no mail was sent and no label was written.'] : []),
    ...(notices.length === 0 ? [`${mailed} nothing`] : []),
    ...notices.map(({ kind }) => `${mailed} ${kind}: ${explainNotice(kind).says}`),
    `Pair:        ${describeAge(measures)}`,
    `Revocations: ${describeOpen(measures)}`,
    `Live value:  ${measures.LivePairHealthy === 1 ? 'no problem is known' : 'PROBLEM: see the mail, or octopus status'}`,
  ];
}

type Measures = WatchResult['measures'];

const whole = (days: number): string => countDays(Math.floor(days));

function describeAge({ AgeDays: age, DaysToDue: left }: Measures): string {
  if (age === undefined || left === undefined) return 'none is live';
  return `${whole(age)} old, ${describeDue(Math.ceil(left))}`;
}

/** Whole days, counted as the reminders count them: the last day is 0. */
function describeDue(left: number): string {
  if (left < 0) return `overdue for ${countDays(-left)}`;
  return left > 0 ? `due in ${countDays(left)}` : 'due today';
}

function describeOpen({ OpenRevocations: open, OldestRevocationDays: oldest }: Measures): string {
  return open === 0 ? 'none is open' : `${open} open, the oldest for ${whole(oldest)}`;
}
