import { styleText } from 'node:util';
import type { Mail } from './aws/sns/publish.ts';
import { mailLines } from './mail-lines.ts';

const paint = (style: 'bold' | 'green' | 'red' | 'dim', text: string): string =>
  styleText(style, text, { stream: process.stdout });

let untrue = 0;

/** Prints a line. */
export const say = (text = ''): void => void process.stdout.write(`${text}\n`);

/** Prints the title of an act. */
export const act = (title: string): void => say(`\n${paint('bold', title)}`);

/** Prints a statement, and whether it is true. */
export function claim(statement: string, isTrue: boolean): void {
  if (!isTrue) untrue += 1;
  say(isTrue ? `  ${paint('green', 'ok')}  ${statement}` : `  ${paint('red', 'UNTRUE')}  ${statement}`);
}

/** Prints mails as their readers see them. */
export function show(mails: readonly Mail[]): void {
  for (const mail of mails) {
    say();
    for (const line of mailLines(mail)) say(`  ${line.replace(/^\|/, paint('dim', '|'))}`);
  }
  say();
}

/** Prints each version with its labels. */
export function table(title: string, stages: Readonly<Record<string, readonly string[]>>): void {
  say(`  labels ${title}`);
  for (const [versionId, labels] of Object.entries(stages)) {
    const short = labels.map((label) => label.replace(/^octopus\/([^/]+)\/.*/, '$1')).toSorted();
    say(`    ${versionId.slice(0, 8)}  ${short.join(' ')}`);
  }
}

/** Prints the last line. Returns the exit code: 1 when a statement was untrue. */
export function end(): 0 | 1 {
  say();
  say(
    untrue === 0
      ? paint('green', 'Every statement above was checked and is true.')
      : paint('red', `Statements above that are not true: ${untrue}.`),
  );
  return untrue === 0 ? 0 : 1;
}
