import * as fc from 'fast-check';
import { parseArguments } from '../../cli/command-line/arguments.ts';
import { CommandError } from '../../cli/command-line/command-error.ts';
import { readOptions } from '../../cli/command-line/option.ts';
import { commonOptions, noteOption, reasonOption } from '../../cli/command-line/shared-options.ts';
import { everyOption } from '../../cli/commands/all-commands.ts';
import { main } from '../../cli/main.ts';
import { askForPair } from '../../cli/staging/ask-for-pair.ts';
import { cleanPaste } from '../../cli/staging/clean-paste.ts';
import { realWorld } from '../../cli/world/world.ts';
import { recordingTerminal } from '../unit/cli/recording-terminal.ts';
import { documentsLike, hostileText, textsLike } from './arbitraries.ts';
import { parser, unlessRefused } from './fuzz.ts';

const world = realWorld();
const pair = { API_KEY: ' "QXZJKVWYQX" ', API_SECRET: '\u200bYWVKJZXQYWVK\n' };

export const standardInput = parser({
  name: 'stdin of stage',
  arbitrary: documentsLike({ ...pair, reason: 'leak', note: 'found in a chat' }),
  async judge(stdin) {
    const { terminal, all } = recordingTerminal({ stdin });
    const judged = await unlessRefused(CommandError, async () => {
      const { lengths } = await askForPair(terminal, { reason: undefined, note: undefined });
      return { verdict: 'staged', output: JSON.stringify(lengths) };
    });
    return { ...judged, output: `${judged.output} ${all()}` };
  },
});

export const pastedText = parser({
  name: 'clean-paste',
  arbitrary: textsLike(' \u201cQXZJKVWY\u201d\u200b', '"\'`QXZJ`\'"', '\ufeff\tQXZJ \u00a0'),
  judge(pasted) {
    const { text, removed } = cleanPaste(pasted);
    if (!pasted.includes(text)) throw new Error('made up what was not pasted');
    if (cleanPaste(text).removed.length > 0) throw new Error('left something around it');
    return { verdict: removed.length === 0 ? 'as it was' : 'cleaned', output: removed.join() };
  },
});

const words = [
  'stage',
  'rotate',
  'status',
  'help',
  '--help',
  '--json',
  '--yes',
  '--environment',
  '--environment=sandbox',
];
const options = [
  '--credential=api',
  '--note',
  '--reason=leak',
  '--secret',
  '--api-key=x',
  '--',
  '-h',
  '--__proto__',
  '-',
];
// Node's own parser needs quadratic time for a long word of short options.
const word = fc
  .oneof(fc.constantFrom(...words, ...options), hostileText, textsLike(...words, ...options))
  .map((text) => text.slice(0, 4_000));

export const commandLine = parser({
  name: 'command line',
  // One word more than any command accepts, so that none of them runs.
  arbitrary: fc.array(word, { maxLength: 5 }).map((given) => ['no-such-command', ...given]),
  async judge(args) {
    const { terminal, all } = recordingTerminal();
    const exitCode = await main(args, { ...world, terminal });
    if (all().includes('unexpected ')) throw new Error(`a defect: ${all()}`);
    const judged = await unlessRefused(CommandError, () => {
      const { given } = parseArguments(args.slice(1), everyOption);
      readOptions({ ...commonOptions, reason: reasonOption, note: noteOption }, given);
      return { verdict: 'options', output: '' };
    });
    return { verdict: `${judged.verdict}, exit code ${exitCode}`, output: `${judged.output} ${all()}` };
  },
});
