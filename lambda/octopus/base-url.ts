/** The vendor's hosts. They refuse each other's pairs, and a pair is never tried on the other one. */
const baseUrls = {
  sandbox: 'https://sandbox-api.octopuscards.io',
  production: 'https://api.octopuscards.io',
} as const;

export const baseUrlOf = (environment: keyof typeof baseUrls): string => baseUrls[environment];

/** The address for tests: loopback, plain HTTP, with a port and nothing else. `undefined` for anything else. */
export function parseBaseUrlOverride(text: string): string | undefined {
  const port = /^http:\/\/(?:127\.0\.0\.1|localhost):([1-9]\d{0,4})$/.exec(text)?.[1];
  return port !== undefined && Number(port) < 65_536 ? text : undefined;
}
