import { wrap } from '../../lambda/notices/text.ts';
import { dayOf, minuteOf } from '../../lambda/notices/wording.ts';
import { columns } from '../terminal/columns.ts';
import type { Handover } from './find-handover.ts';

/** `2 of 3 readers have the new pair`. */
export function countReaders({ readers }: Handover): string {
  const upToDate = readers.filter(({ isBehind }) => !isBehind).length;
  if (readers.length === 0) return 'no reader is known';
  return `${upToDate} of ${readers.length} reader${readers.length === 1 ? '' : 's'} ${upToDate === 1 ? 'has' : 'have'} the new pair`;
}

/** The old pairs, then a row for each reader, at 80 columns. */
export function describeHandover(handover: Handover): readonly string[] {
  return [
    ...handover.old.flatMap(({ fingerprint, replacedAt, askedAt, askedAtTheLatest }) => [
      `Old pair:  fingerprint ${fingerprint}, replaced ${minuteOf(replacedAt)}`,
      `Support:   is asked after ${minuteOf(askedAt)}, as soon as no reader is behind,`,
      `           at the latest ${minuteOf(askedAtTheLatest)}`,
    ]),
    `Readers:   ${countReaders(handover)}`,
    ...(handover.readers.length === 0 ? [] : tableOf(handover)),
    ...handover.notLookedUp.map((sentence) => wrap(sentence, '', columns)),
    wrap(
      'To read the secret does not prove to use it, and the newest reads appear up to 15 minutes late.',
      '',
      columns,
    ),
  ];
}

const widest = 40;

function tableOf({ old, readers }: Handover): readonly string[] {
  const since = dayOf(old[0]?.replacedAt ?? '');
  const row = (reader: string, read: string, pair: string, behind: string) =>
    `  ${reader.padEnd(widest)}  ${read.padEnd(16)}  ${pair.padEnd(4)}  ${behind}`.trimEnd();
  return [
    row('reader', 'last read (UTC)', 'pair', 'behind since'),
    ...readers.map(({ principal, lastReadAt, isBehind }) =>
      row(
        nameOf(principal),
        lastReadAt === undefined ? 'not known' : minuteOf(lastReadAt).slice(0, 16),
        isBehind ? 'old' : 'new',
        isBehind ? since : '-',
      ),
    ),
  ];
}

/** `role/shop`; of a longer one the end, which tells it from others. */
function nameOf(principal: string): string {
  const name = principal.split(':').slice(5).join(':');
  return name.length > widest ? `…${name.slice(1 - widest)}` : name;
}
