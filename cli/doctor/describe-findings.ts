import { wrap } from '../../lambda/notices/text.ts';
import { columns } from '../terminal/columns.ts';
import { type CheckStatus, checks, type Finding } from './finding.ts';

const statuses: readonly CheckStatus[] = ['ok', 'warn', 'fail', 'skipped'];
const widthOf = (words: readonly string[]): number => Math.max(...words.map((word) => word.length));
const widths = { status: widthOf(statuses), check: widthOf([...checks.environment, ...checks.credential]) };
const indent = ' '.repeat(widths.status + widths.check + 4);

/** A line for each check, at 80 columns; below it the fix, with a command as it is, to be copied. */
export const describeFindings = (findings: readonly Finding[]): readonly string[] => findings.flatMap(describeFinding);

function describeFinding({ check, status, found, fix, command }: Finding): readonly string[] {
  const start = `${status.padEnd(widths.status)}  ${check.padEnd(widths.check)}  `;
  const [first = '', ...more] = wrap(found, '', columns - indent.length).split('\n');
  return [
    `${start}${first}`,
    ...more.map((line) => `${indent}${line}`),
    ...(fix === null ? [] : [`    fix: ${fix}`]),
    ...(command === null ? [] : [`    ${command}`]),
  ];
}
