import type { Place } from '../secrets/state.ts';
import type { AccessControl } from './access-control.ts';
import { type Policy, readPolicy } from './policy.ts';

export interface GivenKey {
  readonly arn: string;
  /** `alias/<name>`. */
  readonly alias?: string;
  /** The key policy's document. */
  readonly policy: unknown;
}

export interface KmsControls {
  readonly addKey: (key: GivenKey) => void;
}

/** A service's use of a key on behalf of its caller. */
export interface KeyUse {
  readonly caller: string;
  /** ARN, id or alias. */
  readonly keyId: string | undefined;
  readonly service: 'secretsmanager' | 'sns';
  readonly actions: readonly ('kms:Decrypt' | 'kms:GenerateDataKey')[];
  readonly encryptionContext: Readonly<Record<string, string>>;
}

export type KmsKeys = ReturnType<typeof createKmsKeys>;

/** The customer managed keys of the local account. Only their policies are modelled; nothing is encrypted. */
export function createKmsKeys({ place, access }: { place: Place; access: AccessControl }) {
  const keys = new Map<string, { readonly arn: string; readonly policy: Policy }>();
  const aliasArn = (alias: string) => `arn:aws:kms:${place.region}:${place.accountId}:${alias}`;

  const controls: KmsControls = {
    addKey({ arn, alias, policy }) {
      const id = arn.slice(arn.indexOf('/') + 1);
      const names = [arn, id, ...(alias === undefined ? [] : [alias, aliasArn(alias)])];
      const key = { arn, policy: readPolicy(policy, 'resource') };
      for (const name of names) keys.set(name, key);
    },
  };
  return {
    controls,
    /** The ARN of a key that was added, by its ARN, id or alias. */
    arnOf: (keyId: string | undefined): string | undefined => keys.get(keyId ?? '')?.arn,
    /** Why the caller may not use the key. A key that was not added, such as AWS's own, is open to the account. */
    refusal(use: KeyUse): string | undefined {
      const key = keys.get(use.keyId ?? '');
      if (key === undefined) return undefined;
      const resourcePolicy = { kind: 'must-allow', policy: key.policy } as const;
      const about = { resource: key.arn, resourcePolicy, keys: conditionKeys(use, place) };
      for (const action of use.actions) {
        const refusal = access.refusal(use.caller, { action, ...about });
        if (refusal !== undefined) return refusal;
      }
      return undefined;
    },
  };
}

function conditionKeys({ service, encryptionContext }: KeyUse, { region, accountId }: Place) {
  const context = Object.entries(encryptionContext).map(([name, value]) => [`kms:EncryptionContext:${name}`, value]);
  return {
    'aws:ViaAWSService': 'true',
    'kms:CallerAccount': accountId,
    'kms:ViaService': `${service}.${region}.amazonaws.com`,
    'kms:EncryptionContextKeys': Object.keys(encryptionContext),
    ...Object.fromEntries(context),
  };
}
