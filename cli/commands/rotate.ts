import { logOption } from '../command-line/shared-options.ts';
import { defineCommand } from './command.ts';

const options = { log: logOption };

export const rotate = defineCommand({
  summary: 'rotate to the pair that is staged, and follow it to the end',
  description: [
    'Starts a rotation and reports its outcome: promoted, or the verdict that refused the staged pair.',
    'If an earlier rotation is not complete, it asks, and clears that one first.',
  ],
  options,
  run: async (context) => (await import('../rotation/rotate-now.ts')).rotateNow(context),
});
