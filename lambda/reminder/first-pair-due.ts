import { daysBetween } from './days-between.ts';

/** Whether ops is asked for the first pair today: weekly. A text that is no day, or a day to come, counts as none. */
export function firstPairDue({ now, last }: { readonly now: Date; readonly last: string | undefined }): boolean {
  const days = daysBetween(last ?? '', now.toISOString());
  return !(days >= 0 && days < 7);
}
