import { flag } from '../command-line/option.ts';
import { logOption, noteOption, reasonOption } from '../command-line/shared-options.ts';
import { defineCommand } from './command.ts';

const options = {
  reason: reasonOption,
  note: noteOption,
  noRotate: flag('no-rotate', 'leave the pair in the intake, rotate later'),
  log: logOption,
};

export const stage = defineCommand({
  summary: 'put a new pair into the intake, rotate to it, and follow it to the end',
  description: [
    'Asks for the API key and the API secret, hidden. If stdin is not a terminal, it reads one JSON document from it:',
    '{"API_KEY": "…", "API_SECRET": "…"}, optionally with "reason" and "note". A pair is never taken from the command line.',
    'It removes what a mail program put around a pasted text, and says so.',
  ],
  options,
  run: async (context) => (await import('../staging/stage-pair.ts')).stagePair(context),
});
