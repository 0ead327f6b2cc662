import {
  DescribeSecretCommand,
  type DescribeSecretCommandOutput,
  GetSecretValueCommand,
  PutSecretValueCommand,
  type SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import { AwsCallFailed, awsCall, unlessAws } from '../runtime/aws-call.ts';
import { toInstant } from './label.ts';
import { type SecretView, versionWith } from './secret-view.ts';

/** One version of a secret, as `GetSecretValue` returns it. */
export interface SecretVersion {
  readonly versionId: string;
  readonly text: string | undefined;
  readonly stages: readonly string[];
  readonly createdAt: string;
}

/** The calls that are made on one secret. Each fails with `AwsCallFailed`. */
export interface SecretStore {
  describe(): Promise<SecretView>;
  /** `undefined` when there is no such version, or when it has no value yet. */
  read(which: { readonly versionId?: string; readonly stage?: string }): Promise<SecretVersion | undefined>;
  put(version: {
    readonly versionId: string;
    readonly text: string;
    readonly stages: readonly string[];
  }): Promise<void>;
  attach(label: string, versionId: string): Promise<void>;
  /** Removes a label from a version. Does nothing if the label is not there any more. */
  detach(label: string, versionId: string): Promise<void>;
  /** Compare-and-swap of AWSCURRENT: false when it is not on `from` any more. */
  moveCurrent(move: { readonly from: string; readonly to: string }): Promise<boolean>;
}

/** Calls whose errors could quote a value: AWS's validation of a request, or the parsing of a garbled answer. */
const carrying = ['GetSecretValue', 'PutSecretValue'];

/** Refusals of a stage update that mean "the label is not where you say". */
const misplaced = ['InvalidParameterException', 'InvalidRequestException', 'ResourceNotFoundException'];

/** The fields of `DescribeSecret` that decisions need. */
export const viewOf = (response: Omit<DescribeSecretCommandOutput, '$metadata'>): SecretView => ({
  arn: response.ARN ?? '',
  name: response.Name ?? '',
  rotationEnabled: response.RotationEnabled ?? false,
  ...(response.DeletedDate !== undefined && { isDeleted: true }),
  stages: response.VersionIdsToStages ?? {},
  ...(isKeyArn(response.KmsKeyId) && { keyArn: response.KmsKeyId }),
});

/** CloudTrail names a key by its ARN, so an id or an alias is of no use. */
const isKeyArn = (key: string | undefined): boolean => /^arn:[\w-]+:kms:[^:]+:\d+:key\//.test(key ?? '');

export function createSecretStore(client: SecretsManagerClient, secretId: string): SecretStore {
  const call = <T>(name: string, send: () => Promise<T>) =>
    awsCall({ operation: `secretsmanager:${name}`, target: secretId, carriesValue: carrying.includes(name) }, send);
  const updateStage = (input: { VersionStage: string; MoveToVersionId?: string; RemoveFromVersionId?: string }) =>
    call('UpdateSecretVersionStage', () =>
      client.send(new UpdateSecretVersionStageCommand({ SecretId: secretId, ...input })),
    );

  const store: SecretStore = {
    async describe() {
      const response = await call('DescribeSecret', () =>
        client.send(new DescribeSecretCommand({ SecretId: secretId })),
      );
      return viewOf({ ...response, ARN: response.ARN ?? secretId, Name: response.Name ?? secretId });
    },

    async read({ versionId, stage }) {
      const input = { SecretId: secretId, VersionId: versionId, VersionStage: stage };
      const got = await unlessAws(
        ['ResourceNotFoundException'],
        call('GetSecretValue', () => client.send(new GetSecretValueCommand(input))),
      );
      if (got?.VersionId === undefined) return undefined;
      return {
        versionId: got.VersionId,
        text: got.SecretString,
        stages: got.VersionStages ?? [],
        createdAt: toInstant(got.CreatedDate ?? new Date(0)),
      };
    },

    async put({ versionId, text, stages }) {
      const input = {
        SecretId: secretId,
        ClientRequestToken: versionId,
        SecretString: text,
        VersionStages: [...stages],
      };
      await call('PutSecretValue', () => client.send(new PutSecretValueCommand(input)));
    },

    async attach(label, versionId) {
      try {
        await updateStage({ VersionStage: label, MoveToVersionId: versionId });
      } catch (error) {
        if (!(error instanceof AwsCallFailed)) throw error;
        const holder = versionWith(await store.describe(), label);
        // A second run, or a retry whose first answer was lost, finds the label in place already.
        if (holder === versionId) return;
        if (holder === undefined) throw error;
        // A verdict of this rotation is still on a version that was overwritten meanwhile.
        await updateStage({ VersionStage: label, MoveToVersionId: versionId, RemoveFromVersionId: holder });
      }
    },

    async detach(label, versionId) {
      await unlessAws(misplaced, updateStage({ VersionStage: label, RemoveFromVersionId: versionId }));
    },

    async moveCurrent({ from, to }) {
      const move = { VersionStage: 'AWSCURRENT', MoveToVersionId: to, RemoveFromVersionId: from };
      return (await unlessAws(misplaced, updateStage(move))) !== undefined;
    },
  };
  return store;
}
