import { AwsError } from '../aws-error.ts';
import { neededFor } from './access.ts';
import { type Request, recordsMember, textsMember } from './check.ts';
import { type Operation, type SecretsContext, secretById } from './context.ts';
import { matching, page } from './listing.ts';
import { accessDenied, invalidParameter, secretNotFound } from './secret-errors.ts';
import { readValue } from './values.ts';

/** At most this many secrets come in one answer. */
const most = 20;

/** Reads several secrets. What cannot be read is among the errors; the rest is read. */
const batchGetSecretValue: Operation = (context, request, caller) => {
  const { ids, rest } = readWanted(context, request, caller);
  const read = ids.map((id) => readOne(context, id, caller));
  const { MaxResults: maxResults, SecretIdList: secretIdList, Filters: filters } = request;
  context.trail.record({
    name: 'BatchGetSecretValue',
    caller,
    requestParameters: { secretIdList, filters: filters && inLowerCase(filters), maxResults },
  });
  return {
    SecretValues: read.flatMap(({ value = [] }) => value),
    Errors: read.flatMap(({ error = [] }) => error),
    ...rest,
  };
};

/** The secrets that are listed, or one page of those that the filters find. */
function readWanted(context: SecretsContext, request: Request, caller: string) {
  const listed = textsMember(request, 'SecretIdList');
  if ((listed === undefined) === (recordsMember(request, 'Filters') === undefined)) {
    throw invalidParameter("Either 'SecretIdList' or 'Filters' must be provided, but not both.");
  }
  if (listed !== undefined) {
    if (listed.length >= 1 && listed.length <= most) return { ids: listed, rest: {} };
    throw invalidParameter(`'SecretIdList' must have 1 to ${most} members.`);
  }
  context.access.authorize(caller, { action: 'secretsmanager:ListSecrets', resource: '*' }, accessDenied);
  const { items, rest } = page(matching(context, request), { request, most });
  return { ids: items.map(({ arn }) => arn), rest };
}

function readOne(context: SecretsContext, id: string, caller: string) {
  try {
    const request = { SecretId: id };
    for (const needed of neededFor(context, 'GetSecretValue', request)) {
      context.access.authorize(caller, needed, accessDenied);
    }
    if (secretById(context, id) === undefined) throw secretNotFound();
    return { value: [readValue(context, request, caller)] };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return { error: [{ SecretId: id, ErrorCode: error.type, Message: error.message }] };
  }
}

/** As CloudTrail writes members. */
const inLowerCase = (filters: unknown) =>
  (filters as readonly Request[]).map(({ Key: key, Values: values }) => ({ key, values }));

export const batchOperations = { BatchGetSecretValue: batchGetSecretValue };
