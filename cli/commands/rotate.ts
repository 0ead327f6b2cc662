import { logOption } from '../command-line/shared-options.ts';
import { defineCommand } from './command.ts';

const options = { log: logOption };

export const rotate = defineCommand({
  summary: 'rotate to the pair that is staged, and follow it to the end',
  description: [
    'Starts a rotation and tells what came of it: promoted, or the verdict against the staged pair.',
    'An earlier rotation that is not complete is cleared first, after asking.',
  ],
  options,
  run: async (context) => (await import('../rotation/rotate-now.ts')).rotateNow(context),
});
