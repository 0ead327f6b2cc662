import * as z from 'zod/mini';
import { createLog } from '../../lambda/functions/log.ts';
import { createRunForCredential, InvalidEvent } from '../../lambda/functions/run-for-credential.ts';
import { systemClock } from '../../lambda/runtime/clock.ts';
import { documentsLike, jsonOr } from './arbitraries.ts';
import { type Parser, parser, unlessRefused } from './fuzz.ts';

/** The parts of a function that reading an event needs; no work follows. */
const surroundings = { config: { environment: 'sandbox' }, clock: systemClock } as const;

const eventOf = (run: 'watch' | 'rollback', flag: 'dryRun' | 'evenThoughLiveWorks'): Parser =>
  parser({
    name: `${run} event`,
    arbitrary: documentsLike({ credential: 'api', [flag]: true }),
    async judge(text) {
      const lines: string[] = [];
      const write = (message: string, fields: object) => void lines.push(`${message} ${JSON.stringify(fields)}`);
      const ports = { ...surroundings, log: createLog({ info: write, error: write }) };
      const options = z.strictObject({ [flag]: z.optional(z.boolean()) });
      const kind = { run, options, expected: flag, verdict: 'Done' };
      const handler = createRunForCredential(ports, kind, async (read) => Reflect.get(read.options, flag));
      const judged = await unlessRefused(InvalidEvent, async () => {
        const isSet = await handler(jsonOr(text), { getRemainingTimeInMillis: () => 60_000 });
        return { verdict: isSet === true ? 'with the flag' : 'without the flag', output: '' };
      });
      if (lines.length !== 1) throw new Error(`${lines.length} lines of log`);
      return { ...judged, output: `${judged.output} ${lines.join()}` };
    },
  });

/** The events of the functions that a schedule or a person starts, and the line that each run logs. */
export const runsForCredential: readonly Parser[] = [
  eventOf('watch', 'dryRun'),
  eventOf('rollback', 'evenThoughLiveWorks'),
];
