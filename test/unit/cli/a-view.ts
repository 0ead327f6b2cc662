import type { SecretView } from '../../../lambda/secrets/secret-view.ts';

/** Labels of versions by version id. A label of ours gets the id of its version. */
export function aView(stages: Readonly<Record<string, readonly string[]>>, more: Partial<SecretView> = {}): SecretView {
  const spelled = Object.entries(stages).map(([versionId, labels]) => [
    versionId,
    labels.map((label) => (label.startsWith('octopus:') ? `${label},version=${versionId}` : label)),
  ]);
  return {
    arn: 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:octopus-cards/sandbox/api-AbCdEf',
    name: 'octopus-cards/sandbox/api',
    rotationEnabled: true,
    stages: Object.fromEntries(spelled),
    ...more,
  };
}
