import { parseObject } from '../../../lambda/secrets/json.ts';
import type { Call } from './call.ts';

/** A staging label that somebody was about to attach. */
export interface NamedLabel {
  readonly accessKeyId: string;
  readonly label: string;
}

/** The staging labels that a call to Secrets Manager attaches. */
export function labelsIn({ service, operation, accessKeyId }: Call, body: string): readonly NamedLabel[] {
  if (service !== 'secretsmanager') return [];
  const named = labelsOf(operation, parseObject(body) ?? {});
  return named.map((label) => ({ accessKeyId, label: String(label) }));
}

function labelsOf(operation: string, request: Readonly<Record<string, unknown>>): readonly unknown[] {
  const { VersionStages, VersionStage, MoveToVersionId } = request;
  if (operation === 'PutSecretValue') return Array.isArray(VersionStages) ? VersionStages : [];
  return operation === 'UpdateSecretVersionStage' && MoveToVersionId !== undefined ? [VersionStage] : [];
}
