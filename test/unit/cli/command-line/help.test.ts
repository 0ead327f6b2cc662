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
      Changes nothing and reads no secret. It checks the caller, the functions,
      alarms, mail subscriptions and schedules, and the secrets, labels and rotation
      of each credential, or of one with --credential. For a login it starts a dry run
      of the function watch, which sends no mail.
      Each check is ok, warn, fail or skipped (it could not be made). The exit code is
      0 if every check is ok. The checks, and what --json prints, are in
      docs/operating.md, heading "What doctor looks at".

      Options"
    `);
  });

  it('of history', () => {
    expect(help('history', history)).toMatchInlineSnapshot(`
      "Usage: npm run octopus -- history [options]

      Show what happened to a credential, oldest first.
      Reads the functions' log lines, and the labels and dates of the versions; it
      reads no secret. Times are UTC. The end of the list says what is not known any
      more.
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
      The mail is ready to send and holds no secret: environment, client id, wanted
      date and egress addresses. After a leak or a departure (--reason) it asks for
      the pair as soon as possible.
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
      Shows the state and what will happen, and asks. The function rolls back only to
      a pair that has just logged in, and only if the live pair is refused; support is
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
      Reads labels alone: it reads no secret, makes no login and changes nothing.
      Without --credential it prints a table of all credentials; with --credential it
      explains one, with its versions and labels.
      The exit code is 1 if a person has to do something. The states, and what --json
      prints, are in docs/operating.md, heading "The state of a credential".

      Options"
    `);
  });

  it('of watch', () => {
    expect(help('watch', watch)).toMatchInlineSnapshot(`
      "Usage: npm run octopus -- watch [options]

      Run the daily watch now, and report its findings.
      Logs in with the live pair and with old ones, and mails what the daily run would
      mail. The daily run does not send those mails again. The exit code is 1 if a
      person has to do something, or if the run failed.
      With --json: environment, credential, outcome (watched, failed), dryRun; when
      watched notices (as mailed, without a secret), measures and needsPerson; when
      failed errorType, message and heading.

      Options
        --dry-run                           report the findings; send no mail and
                                            write no label"
    `);
  });
});
