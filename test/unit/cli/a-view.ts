import type { SecretView } from '../../../lambda/secrets/secret-view.ts';
import { aLabel, isShort } from '../../support/a-label.ts';

/** A label of ours that is written in full, but for the id of its version. */
const isWithoutVersion = (label: string): boolean => /^octopus\/[\w-]+\/(?!.*\/version=)/.test(label);

/** Labels of versions by version id. One of ours may have the short form of `aLabel`, or lack the id of its version. */
export function aView(stages: Readonly<Record<string, readonly string[]>>, more: Partial<SecretView> = {}): SecretView {
  const spelled = Object.entries(stages).map(([versionId, labels]) => [
    versionId,
    labels.map((label) => {
      if (isShort(label)) return aLabel(label, versionId);
      return isWithoutVersion(label) ? `${label}/version=${versionId}` : label;
    }),
  ]);
  return {
    arn: 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:octopus-cards/sandbox/api-AbCdEf',
    name: 'octopus-cards/sandbox/api',
    rotationEnabled: true,
    stages: Object.fromEntries(spelled),
    ...more,
  };
}
