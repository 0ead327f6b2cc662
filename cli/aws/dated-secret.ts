import {
  DescribeSecretCommand,
  paginateListSecretVersionIds,
  type SecretsManagerClient,
  type SecretVersionsListEntry,
} from '@aws-sdk/client-secrets-manager';
import { awsCall } from '../../lambda/runtime/aws-call.ts';
import { CommandError } from '../command-line/command-error.ts';
import { notAws } from './explain-aws-error.ts';

/** When a secret and its versions were made. UTC, to the millisecond. */
export interface DatedSecret {
  readonly madeAt: string;
  /** Every version that AWS still has, those without a label too. */
  readonly versions: readonly DatedVersion[];
}

export interface DatedVersion {
  readonly versionId: string;
  readonly madeAt: string;
}

/** Fails with `AwsCallFailed`. */
export async function dateSecret(client: SecretsManagerClient, name: string): Promise<DatedSecret> {
  const described = await awsCall({ operation: 'secretsmanager:DescribeSecret', target: name }, () =>
    client.send(new DescribeSecretCommand({ SecretId: name })),
  );
  const pages = await awsCall({ operation: 'secretsmanager:ListSecretVersionIds', target: name }, () =>
    Array.fromAsync(
      paginateListSecretVersionIds({ client, stopOnSameToken: true }, { SecretId: name, IncludeDeprecated: true }),
      ({ Versions }) => Versions,
    ),
  );
  return {
    madeAt: (described.CreatedDate ?? new Date(0)).toISOString(),
    versions: pages.flatMap(readVersions),
  };
}

function readVersions(listed: readonly SecretVersionsListEntry[] | undefined): readonly DatedVersion[] {
  if (listed === undefined) throw new CommandError('Failed', notAws);
  return listed.flatMap(({ VersionId, CreatedDate }) =>
    VersionId === undefined || CreatedDate === undefined
      ? []
      : [{ versionId: VersionId, madeAt: CreatedDate.toISOString() }],
  );
}
