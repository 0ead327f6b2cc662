import { defineCommand } from './command.ts';

export const status = defineCommand({
  summary: 'show the status of every credential, and what to do next',
  description: [
    'Reads labels alone: it reads no secret, makes no login and changes nothing. Without --credential it prints a table ' +
      'of all credentials; with --credential it explains one, with its versions and labels.',
    'The exit code is 1 if a person has to do something. The states, and what --json prints, are in docs/operating.md, heading ' +
      '"The state of a credential".',
  ],
  options: {},
  run: async (context) => (await import('../status/show-status.ts')).showStatus(context),
});
