import { defineCommand } from './command.ts';

export const doctor = defineCommand({
  summary: 'check the whole set-up, and show how to fix each problem',
  description: [
    'Changes nothing and reads no secret. Looks at the caller, the functions, alarms, mails and schedules; at secrets, ' +
      'labels and rotation of each credential, of one with --credential; and has the function watch log in, in a dry ' +
      'run that mails nothing.',
    'Each check is ok, warn, fail or skipped (it could not be made). Exit code 0: every check is ok. The checks, and ' +
      'what --json prints, are in docs/operating.md, heading "What doctor looks at".',
  ],
  options: {},
  run: async (context) => (await import('../doctor/run-doctor.ts')).runDoctor(context),
});
