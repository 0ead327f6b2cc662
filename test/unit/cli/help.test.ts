import { describe, expect, it } from 'vitest';
import { watch } from '../../../cli/commands/watch.ts';
import { describeCommand } from '../../../cli/help.ts';

/** Without the options that every command has. */
const help = (...given: Parameters<typeof describeCommand>): string =>
  describeCommand(...given)
    .join('\n')
    .replace(/\n {2}--environment[\s\S]*/, '');

describe('the help', () => {
  it('of watch', () => {
    expect(help('watch', watch)).toMatchInlineSnapshot(`
      "Usage: npm run octopus -- watch [options]

      Run the daily watch now, and tell its findings.
      Logs in with the live pair and with old ones, and mails what the daily run would
      mail. Nothing is mailed twice because of it. Exit code 1: a person has to do
      something, or the run failed.
      With --json: environment, credential, outcome (watched, failed), dryRun; when
      watched notices (as mailed, without a secret), measures and needsPerson; when
      failed errorType, message and heading.

      Options
        --dry-run                           tell the findings; mail nothing and mark
                                            nothing"
    `);
  });
});
