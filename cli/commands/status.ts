import { defineCommand } from './command.ts';

export const status = defineCommand({
  summary: 'show the status of every credential, and what to do next',
  description: [
    'Looks at labels alone: no secret is read, no login is made and nothing changes. Without --credential all of the ' +
      'environment, as a table; with it one, with its versions and labels explained.',
    'Exit code 1: a person has to do something. The states, and what --json prints, are in docs/operating.md, heading ' +
      '"The state of a credential".',
  ],
  options: {},
  run: async (context) => (await import('../status/show-status.ts')).showStatus(context),
});
