import { flag } from '../command-line/option.ts';
import { defineCommand } from './command.ts';

const options = { dryRun: flag('dry-run', 'report the findings; send no mail and write no label') };

export const watch = defineCommand({
  summary: 'run the daily watch now, and report its findings',
  description: [
    'Logs in with the live pair and with old ones, and mails what the daily run would mail. The daily run ' +
      'does not send those mails again. The exit code is 1 if a person has to do something, or if the run failed.',
    'With --json: environment, credential, outcome (watched, failed), dryRun; when watched notices (as mailed, without ' +
      'a secret), measures and needsPerson; when failed errorType, message and heading.',
  ],
  options,
  run: async (context) => (await import('../watch/run-watch.ts')).runWatch(context),
});
