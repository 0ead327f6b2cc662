import { AwsError, notModelled } from '../aws-error.ts';
import { flagMember, type Request, recordsMember, textsMember } from './check.ts';
import {
  findSecret,
  nameOf,
  type Operation,
  type SecretsContext,
  seconds,
  seenVersions,
  usableSecret,
} from './context.ts';
import { required, text, whole } from './limits.ts';
import { type Secret, sortedStages, type Version } from './state.ts';

function describe(context: SecretsContext, secret: Secret) {
  const labelled = [...seenVersions(context, secret).values()].filter(({ stages }) => stages.size > 0);
  const on = secret.rotationEnabled === true;
  return {
    ...nameOf(secret),
    Description: secret.description,
    KmsKeyId: secret.kmsKeyId,
    RotationEnabled: secret.rotationEnabled,
    RotationLambdaARN: secret.lambdaArn,
    RotationRules: secret.rules,
    LastRotatedDate: on ? seconds(secret.lastRotatedAt) : undefined,
    NextRotationDate: on ? seconds(secret.nextRotationAt) : undefined,
    LastChangedDate: seconds(secret.changedAt),
    CreatedDate: seconds(secret.createdAt),
    DeletedDate: seconds(secret.deleteAt),
    Tags: secret.tags,
    stages: Object.fromEntries(labelled.map((version) => [version.id, sortedStages(version)])),
  };
}

const describeSecret: Operation = (context, request) => {
  const { stages, ...described } = describe(context, findSecret(context, request));
  return { ...described, ...(Object.keys(stages).length > 0 && { VersionIdsToStages: stages }) };
};

const listSecrets: Operation = (context, request) => {
  const found = matching(context, request).map((secret) => {
    const { stages, ...described } = describe(context, secret);
    return { ...described, SecretVersionsToStages: stages };
  });
  const ordered = text(request, 'SortOrder') === 'asc' ? found : found.reverse();
  const { items, rest } = page(ordered, { request });
  return { SecretList: items, ...rest };
};

/** The secrets that pass the request's filters, oldest first. */
export function matching({ secrets }: SecretsContext, request: Request): readonly Secret[] {
  const filters = readFilters(request);
  const planned = flagMember(request, 'IncludePlannedDeletion');
  return [...secrets.values()]
    .filter(({ deleteAt }) => planned === true || deleteAt === undefined)
    .filter((secret) => filters.every((filter) => passes(secret, filter)));
}

interface Filter {
  readonly key: string;
  readonly values: readonly string[];
}

const words = new Map<string, (secret: Secret) => readonly string[]>([
  ['name', ({ name }) => [name]],
  ['description', ({ description = '' }) => [description]],
  ['tag-key', ({ tags }) => tags.map(({ Key }) => Key)],
  ['tag-value', ({ tags }) => tags.map(({ Value }) => Value)],
  ['all', ({ name, description = '', tags }) => [name, description, ...tags.flatMap(({ Key, Value }) => [Key, Value])]],
]);

function readFilters(request: Request): readonly Filter[] {
  return (recordsMember(request, 'Filters') ?? []).map((filter) => {
    const key = required(filter, 'Key');
    if (!words.has(key)) throw notModelled('secretsmanager', `ListSecrets with filter ${key}`);
    return { key, values: textsMember(filter, 'Values') ?? [] };
  });
}

/** The values are prefixes, and one of them has to match; a leading `!` negates it. */
function passes(secret: Secret, { key, values }: Filter): boolean {
  const own = words.get(key)?.(secret) ?? [];
  return values.some((value) =>
    value.startsWith('!')
      ? !own.some((word) => word.startsWith(value.slice(1)))
      : own.some((word) => word.startsWith(value)),
  );
}

const listSecretVersionIds: Operation = (context, request) => {
  const secret = usableSecret(context, request);
  const deprecated = flagMember(request, 'IncludeDeprecated');
  const versions = [...seenVersions(context, secret).values()].filter(
    ({ stages }) => deprecated === true || stages.size > 0,
  );
  const { items, rest } = page(versions, { request });
  return { ...nameOf(secret), Versions: items.map(entry), ...rest };
};

const entry = (version: Version) => ({
  VersionId: version.id,
  ...(version.stages.size > 0 && { VersionStages: sortedStages(version) }),
  CreatedDate: seconds(version.createdAt),
});

export function page<Item>(all: readonly Item[], { request, most = 100 }: { request: Request; most?: number }) {
  const size = whole(request, 'MaxResults', { min: 1, max: most }) ?? most;
  const from = readNextToken(text(request, 'NextToken', { max: 4096 }));
  const next = Buffer.from(`from ${from + size}`).toString('base64');
  return { items: all.slice(from, from + size), rest: from + size < all.length && { NextToken: next } };
}

function readNextToken(given: string | undefined): number {
  if (given === undefined) return 0;
  const from = /^from (\d+)$/.exec(Buffer.from(given, 'base64').toString())?.[1];
  if (from === undefined) throw new AwsError('InvalidNextTokenException', 'The NextToken value is invalid.');
  return Number(from);
}

export const listingOperations = {
  DescribeSecret: describeSecret,
  ListSecrets: listSecrets,
  ListSecretVersionIds: listSecretVersionIds,
};
