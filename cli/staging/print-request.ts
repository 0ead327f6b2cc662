import { command } from '../../lambda/notices/wording.ts';
import type { Reason } from '../../lambda/secrets/state-label.ts';
import { readSettings } from '../aws/function-settings.ts';
import { withFunctions } from '../aws/functions.ts';
import type { SecretViews } from '../aws/secret-views.ts';
import { type Target, withTarget } from '../aws/target.ts';
import { exitCodes, type Result } from '../command-line/result.ts';
import type { CommonOptions } from '../command-line/shared-options.ts';
import type { Context } from '../world/context.ts';
import { composeRequest } from './compose-request.ts';

export interface RequestOptions extends CommonOptions {
  readonly reason: Reason | undefined;
}

export const printRequest = (context: Context<RequestOptions>): Promise<Result> =>
  withTarget(context, (target, views) => printMail(context, target, views));

async function printMail(context: Context<RequestOptions>, { origin }: Target, views: SecretViews): Promise<Result> {
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
  if (mail.pairIsStaged) terminal.warn(`A pair is already staged: ${command(origin, 'rotate')}`);
  return { exitCode: exitCodes.done, data: { ...origin, ...mail, clientId: mail.clientId ?? null } };
}
