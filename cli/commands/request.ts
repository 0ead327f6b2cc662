import { reasonOption } from '../command-line/shared-options.ts';
import { defineCommand } from './command.ts';

const options = { reason: reasonOption };

export const request = defineCommand({
  summary: 'print the mail that asks the account manager for a new pair',
  description: [
    'The mail is ready to send and holds no secret: environment, client id, wanted date and egress addresses. After a ' +
      'leak or a departure (--reason) it asks for the pair as soon as possible.',
    'The date comes from the labels; client id and addresses come from the settings of the function watch. With --json: ' +
      'environment, credential, subject, body, clientId (null when not configured), egress, pairIsStaged.',
  ],
  options,
  run: async (context) => (await import('../staging/print-request.ts')).printRequest(context),
});
