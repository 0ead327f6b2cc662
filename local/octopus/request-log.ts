import { Pair } from '../../lambda/secrets/pair.ts';
import type { Call } from './routes.ts';

export interface OctopusRequest {
  readonly method: string;
  readonly path: string;
  /** `undefined` as long as the request is not answered. */
  readonly status: number | undefined;
  /** The mask of the API key that a login was made with. */
  readonly maskedKey: string | undefined;
  readonly at: Date;
}

type Entry = OctopusRequest & { status: number | undefined };

/** The requests that arrived, in order. They never contain a secret, a token or a whole key. */
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
