import { type AnswerRow, type Given, taken } from '../row.ts';

const rotate = { kind: 'answer', operation: 'RotateSecret' } as const;

/** Tries each of these rules on the same secret, without rotating it. Returns which are accepted. */
async function eachTaken({ account, secret }: Given, rules: readonly object[]): Promise<readonly string[]> {
  const RotationLambdaARN = await account.waitingFunction();
  const answers: string[] = [];
  for (const RotationRules of rules) {
    answers.push(await taken(secret.rotate({ RotationLambdaARN, RotationRules, RotateImmediately: false })));
    await account.settled();
  }
  return answers;
}

export const rotationRuleRows: readonly AnswerRow[] = [
  {
    ...rotate,
    fact: 'accepts 1 to 1,000 days, or an expression, and not both',
    source: 'API reference',
    aws: ['refused', 'taken', 'taken', 'refused', 'refused'],
    ask: (given) =>
      eachTaken(given, [
        { AutomaticallyAfterDays: 0 },
        { AutomaticallyAfterDays: 1 },
        { AutomaticallyAfterDays: 1000 },
        { AutomaticallyAfterDays: 1001 },
        { AutomaticallyAfterDays: 30, ScheduleExpression: 'rate(30 days)' },
      ]),
  },
  {
    ...rotate,
    fact: 'accepts a rate of 4 hours to 999 days',
    source: 'user guide',
    aws: ['refused', 'taken', 'taken', 'refused'],
    ask: (given) =>
      eachTaken(
        given,
        ['3 hours', '4 hours', '999 days', '1000 days'].map((rate) => ({ ScheduleExpression: `rate(${rate})` })),
      ),
  },
  {
    ...rotate,
    fact: 'accepts a cron() on the full hour of every year, and keeps it',
    source: 'user guide',
    aws: ['refused', 'refused', 'taken', { ScheduleExpression: 'cron(0 8 1 * ? *)' }],
    async ask(given) {
      const crons = ['5 8 1 * ? *', '0 8 1 * ? 2030', '0 8 1 * ? *'];
      const answers = await eachTaken(
        given,
        crons.map((cron) => ({ ScheduleExpression: `cron(${cron})` })),
      );
      return [...answers, (await given.secret.describe()).RotationRules];
    },
  },
];
