import type { HandoverPorts } from '../revocation/findings.ts';
import { secretNameOf } from '../secrets/credential-name.ts';
import { type Elsewhere, lookElsewhere } from '../secrets/elsewhere.ts';
import { createSecretStore } from '../secrets/secret-store.ts';
import type { FunctionPorts } from './function-ports.ts';

/** What a function that does not look up readers knows of a hand-over. */
export function handoverPorts(
  { config, secretsManager }: Pick<FunctionPorts, 'config' | 'secretsManager'>,
  credential: string,
): HandoverPorts {
  const { environment, credentials, handover: settings } = config;
  const others = [...credentials.keys()]
    .filter((name) => name !== credential)
    .map((name) => ({ name, store: createSecretStore(secretsManager, secretNameOf(environment, name)) }));
  let found: Promise<Elsewhere> | undefined;
  return {
    settings,
    // A run takes seconds, and asks this each time that it decides.
    elsewhere: () => {
      found ??= lookElsewhere(others);
      return found;
    },
  };
}
