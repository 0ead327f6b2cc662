import { describe, expect, it } from 'vitest';
import { describeCommand } from '../../../../cli/command-line/help.ts';
import { doctor } from '../../../../cli/commands/doctor.ts';
import { history } from '../../../../cli/commands/history.ts';
import { request } from '../../../../cli/commands/request.ts';
import { rollback } from '../../../../cli/commands/rollback.ts';
import { status } from '../../../../cli/commands/status.ts';
import { watch } from '../../../../cli/commands/watch.ts';

/** Without the options that every command has. */
const help = (...given: Parameters<typeof describeCommand>): string =>
  describeCommand(...given)
    .join('\n')
    .replace(/\n {2}--environment[\s\S]*/, '');

describe('the help', () => {
  it('of doctor', () => {
    expect(help('doctor', doctor)).toMatchInlineSnapshot(`
      "Usage: npm run octopus -- doctor [options]

      Check the whole set-up, and show how to fix each problem.
      Changes nothing and reads no secret. Looks at the caller, the functions, alarms,
      mails and schedules; at secrets, labels and rotation of each credential, of one
      with --credential; and has the function watch log in, in a dry run that mails
      nothing.
      Each check is ok, warn, fail or skipped (it could not be made). Exit code 0:
      every check is ok. The checks, and what --json prints, are in docs/operating.md,
      heading "What doctor looks at".

      Options"
    `);
  });

  it('of history', () => {
    expect(help('history', history)).toMatchInlineSnapshot(`
      "Usage: npm run octopus -- history [options]

      Show what happened to a credential, oldest first.
      From the functions' log lines, and from the labels and the dates of the
      versions; no secret is read. Times are UTC. The end of the list says what is not
      known any more.
      The columns, and what --json and --csv print, are in docs/operating.md, heading
      "The history of a credential".

      Options
        --csv                               print a table for a spreadsheet on stdout,
                                            everything else on stderr"
    `);
  });

  it('of request', () => {
    expect(help('request', request)).toMatchInlineSnapshot(`
      "Usage: npm run octopus -- request [options]

      Print the mail that asks the account manager for a new pair.
      Ready to send, with no secret in it: environment, client id, wanted date and
      egress addresses. After a leak or a departure (--reason) it asks for the pair as
      soon as possible.
      The date comes from the labels; client id and addresses come from the settings
      of the function watch. With --json: environment, credential, subject, body,
      clientId (null when not configured), egress, pairIsStaged.

      Options
        --reason <reason>                   why the pair is replaced: scheduled, leak,
                                            departure, other (default: scheduled)"
    `);
  });

  it('of rollback', () => {
    expect(help('rollback', rollback)).toMatchInlineSnapshot(`
      "Usage: npm run octopus -- rollback [options]

      Roll back to the pair that was live before.
      Shows the state and what will happen, and asks. The function goes back only to a
      pair that has just logged in, and only when the live one is refused; support is
      asked not to revoke the pair that is live again.
      With --json: environment, credential, outcome (rolled-back, refused, failed),
      from and to (masked key, fingerprint, client id); when refused or failed
      errorType, message and heading.

      Options
        --even-though-live-works            roll back although the live pair logs in"
    `);
  });

  it('of status', () => {
    expect(help('status', status)).toMatchInlineSnapshot(`
      "Usage: npm run octopus -- status [options]

      Show the status of every credential, and what to do next.
      Looks at labels alone: no secret is read, no login is made and nothing changes.
      Without --credential all of the environment, as a table; with it one, with its
      versions and labels explained.
      Exit code 1: a person has to do something. The states, and what --json prints,
      are in docs/operating.md, heading "The state of a credential".

      Options"
    `);
  });

  it('of watch', () => {
    expect(help('watch', watch)).toMatchInlineSnapshot(`
      "Usage: npm run octopus -- watch [options]

      Run the daily watch now, and report its findings.
      Logs in with the live pair and with old ones, and mails what the daily run would
      mail. Nothing is mailed twice because of it. Exit code 1: a person has to do
      something, or the run failed.
      With --json: environment, credential, outcome (watched, failed), dryRun; when
      watched notices (as mailed, without a secret), measures and needsPerson; when
      failed errorType, message and heading.

      Options
        --dry-run                           report the findings; send no mail and
                                            write no label"
    `);
  });
});
