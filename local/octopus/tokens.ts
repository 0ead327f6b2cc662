import type { Clock } from '../../lambda/runtime/clock.ts';
import { days, hours } from '../clock.ts';

type Use = 'access' | 'refresh';

interface Grant {
  readonly use: Use;
  readonly clientId: number;
  readonly expiresAt: number;
}

const lifetimeMs: Readonly<Record<Use, number>> = { access: hours(1), refresh: days(7) };

export type Tokens = ReturnType<typeof createTokens>;

/** The tokens that the server has issued. They look like a JWT and are not signed. */
export function createTokens({ now }: Pick<Clock, 'now'>) {
  const grants = new Map<string, Grant>();
  let issued = 0;

  function grant(use: Use, clientId: number) {
    issued += 1;
    const expiresAt = now().getTime() + lifetimeMs[use];
    const token = [
      { alg: 'none', typ: 'JWT' },
      { use, client_id: clientId, exp: expiresAt / 1000, jti: issued },
    ]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .concat('not-a-signature')
      .join('.');
    grants.set(token, { use, clientId, expiresAt });
    return { token, expiresAt: toSeconds(expiresAt) };
  }

  return {
    /** The answer to a login or a refresh, with the vendor's field names. */
    issue(clientId: number) {
      const access = grant('access', clientId);
      const refresh = grant('refresh', clientId);
      return {
        access_token: access.token,
        refresh_token: refresh.token,
        access_expires_at: access.expiresAt,
        refresh_expires_at: refresh.expiresAt,
        client_id: clientId,
      };
    },
    /** The client account of a token that is valid for this use, else `undefined`. */
    clientOf(use: Use, token: string): number | undefined {
      const found = grants.get(token);
      return found?.use === use && now().getTime() < found.expiresAt ? found.clientId : undefined;
    },
    revoke: (token: string): void => void grants.delete(token),
    revokeAllOf(clientId: number): void {
      for (const [token, found] of grants) if (found.clientId === clientId) grants.delete(token);
    },
  };
}

const toSeconds = (instant: number): string => new Date(instant).toISOString().replace(/\.\d+Z$/, 'Z');
