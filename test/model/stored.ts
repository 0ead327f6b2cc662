import { parseObject } from '../../lambda/secrets/json.ts';
import type { World } from '../../local/world.ts';

export type StoredSecret = 'credential' | 'intake';

export interface LabelledVersion {
  readonly id: string;
  readonly labels: readonly string[];
  readonly text: string | undefined;
  /** The end of the key; `undefined` where the value is no pair. */
  readonly pair: string | undefined;
}

/** What is stored now, whatever a read would tell. */
export function storedIn(world: World, secret: StoredSecret) {
  const name = secret === 'credential' ? world.secretName : world.intakeName;
  const versions = [...world.aws.secretsManager.versions(name).values()].map(
    ({ id, stages, value }): LabelledVersion => {
      const text = value?.SecretString;
      return { id, labels: [...stages], text, pair: pairIn(text) };
    },
  );
  const holder = (label: string) => versions.find(({ labels }) => labels.includes(label));
  return { versions, live: holder('AWSCURRENT'), pending: holder('AWSPENDING'), previous: holder('AWSPREVIOUS') };
}

/** The last four characters of the key in a value: the model's name of a pair. */
export function pairIn(text: string | undefined): string | undefined {
  const key = parseObject(text)?.API_KEY;
  return typeof key === 'string' && key !== '' ? key.slice(-4) : undefined;
}
