import { type Explanation, filler, of } from '../explanation.ts';

export const octopus: readonly Explanation[] = [
  ...of('octopus/base-url.ts', {
    parseBaseUrlOverride: [['port !== undefined', 'true', 'comparisons with NaN are false']],
  }),
  ...of('octopus/client.ts', {
    createOctopusClient: [
      ['false', 'true', 'the servers of the tests only offer HTTP/1.1'],
      ['left < 1', 'left <= 1', 'no answer arrives within a millisecond'],
    ],
  }),
  ...of('octopus/outcome.ts', {
    judgeLogin: [
      ["''", filler, "neither text is a Retry-After or a code of the vendor's", 1],
      ["''", filler, "neither text is a Retry-After or a code of the vendor's", 2],
    ],
    temporaryFailure: [['retryAfterMs !== undefined', 'true', 'an undefined member counts as absent']],
    parse: [['{ return undefined; }', '{}', 'the function returns undefined, too']],
  }),
  ...of('octopus/retry.ts', {
    nextDelayMs: [["outcome.kind !== 'unavailable'", 'false', 'the codes of the other outcomes are not retried']],
  }),
];
