import type { RotationDue } from '../notices/notice.ts';
import type { CredentialValue } from '../secrets/credential-value.ts';
import type { Origin } from '../secrets/origin.ts';
import { type SecretView, stateOf } from '../secrets/secret-view.ts';

/** The notice to ops when a rotation found no pair to rotate to. */
export function noPairStaged(
  { origin, egress }: { readonly origin: Origin; readonly egress: readonly string[] },
  { view, live, versionId }: { view: SecretView; live: CredentialValue; versionId: string | undefined },
): RotationDue {
  const label = versionId === undefined ? undefined : stateOf(view, versionId);
  return {
    ...origin,
    kind: 'RotationDue',
    clientId: live.kind === 'pair' ? live.clientId : undefined,
    liveSince: live.kind === 'pair' ? label?.liveSince : undefined,
    egress,
    because: { kind: 'nothing-staged' },
    pairIsStaged: false,
  };
}
