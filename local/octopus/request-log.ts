import { Pair } from '../../lambda/secrets/pair.ts';
import type { Call } from './routes.ts';

export interface OctopusRequest {
  readonly method: string;
  readonly path: string;
  /** `undefined` while it is not answered, and when it never was. */
  readonly status: number | undefined;
  /** The mask of the API key that a login was made with. */
  readonly maskedKey: string | undefined;
  readonly at: Date;
}

type Entry = OctopusRequest & { status: number | undefined };

/** What arrived, in order: never a secret, a token or a whole key. */
export function createLog() {
  const requests: Entry[] = [];
  return {
    requests,
    add({ method, path, fields }: Call, at: Date): Entry {
      const { username } = fields;
      const maskedKey = typeof username === 'string' ? new Pair(username, '').maskedKey : undefined;
      const entry: Entry = { method, path, status: undefined, maskedKey, at };
      requests.push(entry);
      return entry;
    },
    count: (path: string): number => requests.filter((request) => request.path === path).length,
  };
}
