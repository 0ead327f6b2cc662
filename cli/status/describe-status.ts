import { wrap } from '../../lambda/notices/text.ts';
import { countDays, dayOf, minuteOf } from '../../lambda/notices/wording.ts';
import { countReaders } from '../handover/describe-handover.ts';
import type { Handover } from '../handover/find-handover.ts';
import type { CredentialStatus, LabelledVersion } from './credential-status.ts';
import { explainCondition } from './explain-condition.ts';

const longestName = 24;

/** A row for each credential, at 80 columns; below it the next thing to do. */
export function describeStatusTable(statuses: readonly CredentialStatus[]): readonly string[] {
  const longest = Math.max('credential'.length, ...statuses.map(({ credential }) => credential.length));
  const width = Math.min(longest, longestName);
  const row = (name: string, age: string, due: string, state: string) =>
    `${name.padEnd(width)}  ${age.padEnd(6)}  ${due.padEnd(10)}  ${state}`.trimEnd();
  return [
    row('credential', 'age', 'due', 'state'),
    ...statuses.flatMap(({ credential, ageDays, dueOn, phrase, todo, needsPerson }) => {
      const isLong = credential.length > width;
      const age = ageDays === null ? '-' : `${ageDays} d`;
      return [
        ...(isLong ? [credential] : []),
        row(isLong ? '' : credential, age, dueOn ?? '-', phrase),
        ...(needsPerson ? [`    next: ${todo}`] : []),
      ];
    }),
  ];
}

/** Everything that labels say about one credential. */
export function describeStatus(status: CredentialStatus, handover?: Handover): readonly string[] {
  const [, ...others] = status.conditions;
  return [
    `State:   ${status.phrase}`,
    ...wrap(status.means, '', 71)
      .split('\n')
      .map((line) => `         ${line}`),
    ...others.map((condition) => `Also:    ${explainCondition(condition).phrase}`),
    `Live:    ${describeLive(status)}`,
    ...(handover === undefined ? [] : [describeWaiting(handover)]),
    `Intake:  ${status.intake === 'staged' ? 'a pair is staged' : 'empty'}`,
    `Next:    ${status.todo}`,
    ...status.commands.map((line) => `  ${line}`),
    'Versions of the credential',
    ...status.versions.flatMap(describeVersion),
    'Versions of the intake',
    ...status.intakeVersions.flatMap(describeVersion),
  ];
}

function describeWaiting(handover: Handover): string {
  const [first] = handover.old.map(({ askedAt }) => askedAt).toSorted();
  return `Waits:   hand-over until ${minuteOf(first ?? '')}, ${countReaders(handover)}`;
}

function describeLive({ liveSince, ageDays, dueOn }: CredentialStatus): string {
  if (liveSince === null || ageDays === null) return 'the date of its promotion is not known';
  return `since ${dayOf(liveSince)} (${countDays(ageDays)}); the twelve months end on ${dueOn}`;
}

const describeVersion = ({ versionId, labels }: LabelledVersion): readonly string[] => [
  `  ${versionId}`,
  ...labels.map(({ name, says }) => `    ${name.padEnd(20)}  ${beside(says)}`),
];

/** In the column beside a label's name, so that a row keeps to 80 columns. */
const beside = (text: string): string => wrap(text, '', 54).replaceAll('\n', `\n${' '.repeat(26)}`);
