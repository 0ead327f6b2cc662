import { defineCommand } from './command.ts';

export const unstick = defineCommand({
  summary: 'clear a rotation that is stuck, so that the next one can start',
  description: [
    'Shows the state, asks, and removes AWSPENDING from a version that is not live.',
    'Nothing is promoted and no value changes; a staged pair stays staged.',
  ],
  options: {},
  run: async (context) => (await import('../rotation/clear-rotation.ts')).clearRotation(context),
});
