import { flag } from '../command-line/option.ts';
import { defineCommand } from './command.ts';

const options = { csv: flag('csv', 'print a table for a spreadsheet on stdout, everything else on stderr') };

export const history = defineCommand({
  summary: 'show what happened to a credential, oldest first',
  description: [
    "Reads the functions' log lines, and the labels and dates of the versions; it reads no secret. Times are UTC. The " +
      'end of the list says what is not known any more.',
    'The columns, and what --json and --csv print, are in docs/operating.md, heading "The history of a credential".',
  ],
  options,
  run: async (context) => (await import('../history/show-history.ts')).showHistory(context),
});
