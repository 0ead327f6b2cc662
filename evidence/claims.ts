/** A statement of the README, word for word, and the tests behind it. */
export interface Claim {
  readonly says: string;
  readonly tests: readonly NamedTest[];
}

/** A test file and the beginnings of test names in it. Without names, all tests of the file count. */
export interface NamedTest {
  readonly file: string;
  readonly names?: readonly string[];
}

const integration = (file: string, ...names: readonly string[]): NamedTest => named(`integration/${file}`, names);
const infra = (file: string, ...names: readonly string[]): NamedTest => named(`infra/${file}`, names);
const unit = (file: string, ...names: readonly string[]): NamedTest => named(`unit/${file}`, names);

function named(path: string, names: readonly string[]): NamedTest {
  return { file: `test/${path}.test.ts`, ...(names.length > 0 && { names }) };
}

export const claims: readonly Claim[] = [
  {
    says: 'A crash anywhere loses neither a pair nor a request.',
    tests: [integration('rotation/cut-off'), integration('watch/cut-off')],
  },
  {
    says: 'Cut off at each of its 26 calls, before or after the call, it comes to the same end',
    tests: [integration('rotation/cut-off', 'at call ')],
  },
  {
    says: 'A clean rotation makes 2 logins and at most 24 AWS calls',
    tests: [integration('rotation/rotation', 'takes 2 logins and at most 24 AWS calls')],
  },
  {
    says: 'and one more for each older pair that waits to be revoked',
    tests: [integration('costs/costs', 'takes one AWS call more for each older pair')],
  },
  {
    says: '`/auth/logout`, which would cut off the application, is never called.',
    tests: [integration('rotation/rotation', 'takes 2 logins and at most 24 AWS calls, and nobody logs out')],
  },
  {
    says: "its bundles under Lambda's runtime client, its policies enforced on every call",
    tests: [integration('demo'), integration('deployed-bundle'), integration('rehearsal/denied')],
  },
  {
    says: 'It checks every statement that it prints',
    tests: [integration('demo')],
  },
  {
    says: 'Ops gets a reminder 60, 30, 14, 7, 1 and 0 days before the twelve months are over, then weekly.',
    tests: [
      unit('reminder/due-rung'),
      integration('watch/year', 'a year in which nothing happens', 'overdue by three'),
    ],
  },
  {
    says: 'chased 1, 3, 7, 14 days after the request, then weekly, and daily after a leak or a departure',
    tests: [
      unit('watch/ladder', 'support is chased'),
      integration('watch/year', 'a leak', 'a rotation on the 30th day'),
    ],
  },
  {
    says: 'until the vendor refuses it while the live one is accepted',
    tests: [integration('watch/truth-table')],
  },
  {
    says: 'If support revoked the wrong pair, ops and support are notified within 70 minutes',
    tests: [integration('watch/year', 'support revokes the wrong pair')],
  },
  {
    says: 'The watch runs every hour for each credential, on state that is in staging labels alone',
    tests: [integration('daily-watch'), integration('watch/many-credentials')],
  },
  {
    says: 'Every mistake in the settings gets a line that says what was expected.',
    tests: [
      infra('settings'),
      infra('credential-settings'),
      infra('egress-settings'),
      infra('app', 'reports them all'),
    ],
  },
  {
    says: 'Deploying rotates nothing.',
    tests: [
      integration('rotation/rotation', 'passes the configuration test with its placeholder, and rotates nothing'),
    ],
  },
  {
    says: "until support has, ops gets support's mails, ready to forward",
    tests: [integration('rotation/rotation', 'reaches support through ops while nobody there has confirmed')],
  },
  {
    says: 'No operator needs the right to read a secret',
    tests: [infra('operator-policy'), integration('cli/operator-policy')],
  },
  {
    says: 'Every error code and every alarm has a heading in',
    tests: [unit('docs/operating'), unit('notices/operating')],
  },
];
