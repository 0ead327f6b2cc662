import { explainDeleted } from '../aws/explain-aws-error.ts';
import { readAllCredentials } from '../aws/list-credentials.ts';
import { withTarget } from '../aws/target.ts';
import { exitCodes, type Result } from '../command-line/result.ts';
import { findHandover } from '../handover/find-handover.ts';
import type { Context } from '../world/context.ts';
import { type CredentialStatus, statusOf } from './credential-status.ts';
import { describeStatus, describeStatusTable } from './describe-status.ts';

export const showStatus = (context: Context): Promise<Result> =>
  context.options.credential === undefined ? showAll(context) : showOne(context);

async function showOne(context: Context): Promise<Result> {
  const { terminal, clock } = context.world;
  return await withTarget(context, async ({ origin }, views) => {
    const one = statusOf(origin, views, clock.now());
    const handover = await findHandover(context, views.credential);
    for (const line of describeStatus(one, handover)) terminal.print(line);
    return resultOf(context, [one]);
  });
}

async function showAll(context: Context): Promise<Result> {
  const { terminal, clock } = context.world;
  const { seen, deleted } = await readAllCredentials(context);
  const statuses = seen.map(({ origin, views }) => statusOf(origin, views, clock.now()));
  for (const line of describeStatusTable(statuses)) terminal.print(line);
  for (const name of deleted) terminal.print(`${explainDeleted(name)}.`);
  return resultOf(context, statuses, deleted);
}

function resultOf(
  { options: { environment } }: Context,
  credentials: readonly CredentialStatus[],
  deleted: readonly string[] = [],
): Result {
  const needsPerson = deleted.length > 0 || credentials.some((status) => status.needsPerson);
  return {
    exitCode: needsPerson ? exitCodes.failed : exitCodes.done,
    data: { environment, needsPerson, credentials, deleted },
  };
}
