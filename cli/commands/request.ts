import { command } from '../../lambda/notices/wording.ts';
import { readSettings } from '../aws/function-settings.ts';
import { withFunctions } from '../aws/functions.ts';
import type { SecretViews } from '../aws/secret-views.ts';
import { type Target, withTarget } from '../aws/target.ts';
import { exitCodes, type Result } from '../command-line/result.ts';
import { reasonOption } from '../command-line/shared-options.ts';
import { composeRequest } from '../staging/compose-request.ts';
import { type ContextOf, defineCommand } from './command.ts';

const options = { reason: reasonOption };

type RequestContext = ContextOf<typeof options>;

export const request = defineCommand({
  summary: 'print the mail that asks the account manager for a new pair',
  description: [
    'Ready to send, with no secret in it: environment, client id, wanted date and egress addresses. After a leak or a ' +
      'departure (--reason) it asks for the pair as soon as possible.',
    'The date comes from the labels; client id and addresses come from the settings of the function watch. With --json: ' +
      'environment, credential, subject, body, clientId (null when not configured), egress, pairIsStaged.',
  ],
  options,
  run: (context) => withTarget(context, (target, views) => printRequest(context, target, views)),
});

async function printRequest(context: RequestContext, { origin }: Target, views: SecretViews): Promise<Result> {
  const { terminal, clock } = context.world;
  const { reason } = context.options;
  const variables = await withFunctions(context, (functions) => functions.variables('watch'));
  const mail = composeRequest({ origin, views, config: readSettings(variables), reason, now: clock.now() });
  for (const line of [`Subject: ${mail.subject}`, '', ...mail.body.split('\n')]) terminal.print(line);
  if (mail.clientId === undefined) {
    terminal.warn(
      `Client id: see your contract, and add it to the mail. It is not configured for ${origin.credential}.`,
    );
  }
  if (mail.pairIsStaged) terminal.warn(`A pair waits in the intake already: ${command(origin, 'rotate')}`);
  return { exitCode: exitCodes.done, data: { ...origin, ...mail, clientId: mail.clientId ?? null } };
}
