import { flag } from '../command-line/option.ts';
import { defineCommand } from './command.ts';

const options = { evenThoughLiveWorks: flag('even-though-live-works', 'roll back although the live pair logs in') };

export const rollback = defineCommand({
  summary: 'roll back to the pair that was live before',
  description: [
    'Shows the state and what will happen, and asks. The function rolls back only to a pair that has just logged in, and ' +
      'only if the live pair is refused; support is asked not to revoke the pair that is live again.',
    'With --json: environment, credential, outcome (rolled-back, refused, failed), from and to (masked key, ' +
      'fingerprint, client id); when refused or failed errorType, message and heading.',
  ],
  options,
  run: async (context) => (await import('../rollback/run-rollback.ts')).runRollback(context),
});
