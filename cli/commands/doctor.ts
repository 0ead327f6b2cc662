import { defineCommand } from './command.ts';

export const doctor = defineCommand({
  summary: 'check the whole set-up, and show how to fix each problem',
  description: [
    'Changes nothing and reads no secret. It checks the caller, the functions, alarms, mail subscriptions and schedules, ' +
      'and the secrets, labels and rotation of each credential, or of one with --credential. For a login it starts a dry ' +
      'run of the function watch, which sends no mail.',
    'Each check is ok, warn, fail or skipped (it could not be made). The exit code is 0 if every check is ok. The checks, and ' +
      'what --json prints, are in docs/operating.md, heading "What doctor looks at".',
  ],
  options: {},
  run: async (context) => (await import('../doctor/run-doctor.ts')).runDoctor(context),
});
