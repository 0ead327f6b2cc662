import { isInstant } from '../../lambda/secrets/label.ts';
import { CommandError } from '../command-line/command-error.ts';
import { flag, type Option } from '../command-line/option.ts';
import { defineCommand } from './command.ts';

/** The 31st of February is a day that `Date` takes for one in March. */
const isOfCalendar = (day: string): boolean => new Date(day).toISOString().startsWith(day);

const until: Option<string | undefined> = {
  name: 'until',
  value: 'DATE',
  help: 'put the request off until this day (UTC), such as 2026-12-01',
  read(given) {
    if (given === undefined) return undefined;
    if (typeof given === 'string' && isInstant(`${given}T00:00:00Z`) && isOfCalendar(given)) return given;
    throw new CommandError('Usage', '--until takes a day such as 2026-12-01');
  },
};

const options = { complete: flag('complete', 'the hand-over is complete: have support asked now'), until };

export const handover = defineCommand({
  summary: 'show who has read the new pair, and when support is asked to revoke the old one',
  description: [
    "Looks up in CloudTrail's event history who reads the secret, and changes nothing. With --complete or --until it shows " +
      'the same and asks; then the function watch writes the decision into a label, and its log says who decided. A request ' +
      'can be put off until 60 days after the promotion.',
    'With --json: environment, credential, outcome (shown, completed, put-off, nothing-waits, refused, failed), old (for ' +
      'each old pair fingerprint, replacedAt, askedAt, askedAtTheLatest), readers (principal, lastReadAt, isBehind) and ' +
      'notLookedUp.',
  ],
  options,
  run: async (context) => (await import('../handover/run-handover.ts')).runHandover(context),
});
