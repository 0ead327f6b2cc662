import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { parseObject } from '../../../lambda/secrets/json.ts';
import { Pair } from '../../../lambda/secrets/pair.ts';
import { ownerOf, wordsOf } from './trace.ts';

/** Of the vendor, as the functions of the tests are configured. */
export const baseUrl = 'https://vendor.example';

interface Noting {
  readonly note: (line: string) => void;
  /** Asked before each read of a value: whether it is not found, as when reads lag behind writes. */
  readonly isHidden: () => boolean;
}

/** Notes what changes something, and what AWS did not do. */
export function noteCalls(client: SecretsManagerClient, { note, isHidden }: Noting): SecretsManagerClient {
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        const line = lineOfCall(commandName, { ...args.input });
        if (commandName === 'GetSecretValueCommand' && isHidden()) {
          throw Object.assign(new Error('not found'), { name: 'ResourceNotFoundException' });
        }
        if (line === undefined) return await next(args);
        const result = await next(args).catch((error: unknown) => {
          note(`${line}: ${error instanceof Error ? error.name : error}`);
          throw error;
        });
        note(line);
        return result;
      },
    { step: 'initialize' },
  );
  return client;
}

function lineOfCall(name: string, input: Readonly<Record<string, unknown>>): string | undefined {
  const secret = String(input.SecretId).includes('/intake') ? 'intake ' : '';
  const word = (value: unknown) => wordsOf(String(value));
  if (name === 'PutSecretValueCommand') {
    const labels = [input.VersionStages].flat().map(word);
    return `${secret}put ${word(input.ClientRequestToken)} ${ownerIn(String(input.SecretString))} [${labels.join('; ')}]`;
  }
  if (name !== 'UpdateSecretVersionStageCommand') return undefined;
  const { VersionStage: label, MoveToVersionId: to, RemoveFromVersionId: from } = input;
  if (to === undefined) return `${secret}take ${word(label)} off ${word(from)}`;
  return `${secret}label ${word(to)} ${word(label)}${from === undefined ? '' : `, off ${word(from)}`}`;
}

/** Whose pair a value is, and of which client account; of other values, their status. */
function ownerIn(text: string): string {
  const { API_KEY: key, API_SECRET: secret, CLIENT_ID: clientId, BASE_URL: url, status } = parseObject(text) ?? {};
  if (typeof key !== 'string' || typeof secret !== 'string') return String(status);
  return `${ownerOf(new Pair(key, secret))} of ${clientId}${url === undefined || url === baseUrl ? '' : ` at ${url}`}`;
}
