import { minutes } from '../clock.ts';

export type Environment = 'sandbox' | 'production';

export const loginsPerMinute: Readonly<Record<Environment, number>> = { sandbox: 30, production: 10 };

/** Counts the logins of each client account over a rolling minute. */
export function createLoginLimit(environment: Environment) {
  const taken = new Map<number, number[]>();
  return {
    /** Admits one login, or returns after how many seconds the next one is allowed. A refused login does not count. */
    take(clientId: number, now: number): number | undefined {
      const recent = (taken.get(clientId) ?? []).filter((at) => now - at < minutes(1));
      const [oldest] = recent;
      if (oldest !== undefined && recent.length >= loginsPerMinute[environment]) {
        return Math.ceil((oldest + minutes(1) - now) / 1000);
      }
      taken.set(clientId, [...recent, now]);
      return undefined;
    },
  };
}
