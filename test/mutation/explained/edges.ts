import { type Explanation, filler, of } from '../explanation.ts';

export const edges: readonly Explanation[] = [
  ...of('octopus/base-url.ts', ['port !== undefined', 'true', 'NaN is below nothing']),
  ...of(
    'octopus/outcome.ts',
    ["''", filler, 'is no Retry-After and no code of theirs, as the empty text is none'],
    ['retryAfterMs !== undefined', 'true', 'a member that is undefined is as good as none'],
    ['{ return undefined; }', '{}', 'returns undefined, too'],
  ),
  ...of('octopus/retry.ts', [
    "outcome.kind !== 'unavailable'",
    'false',
    'the codes of the others are not worth another try',
  ]),
  ...of('functions/config.ts', [
    "''",
    filler,
    'what is missing was refused before; no check lets the other text through',
  ]),
  ...of(
    'functions/config.ts',
    ["'{}'", '""', 'no account is configured, either way'],
    ['/^\\d\\d?$/', '/\\d\\d?$/', 'what is no number is at most nothing'],
    ['/^\\d\\d?$/', '/^\\d\\d?/', 'what is no number is at most nothing, and one of three digits above 32'],
    ['/^.*@/s', '/.*@/s', 'the longest match begins at the beginning'],
  ),
  ...of(
    'octopus/client.ts',
    ['false', 'true', 'what answers in the tests offers HTTP/1.1 alone'],
    ['left < 1', 'left <= 1', 'nothing is learnt within a millisecond'],
  ),
  ...of('notices/pair-promoted.ts', ["''", filler, 'what has no line was left out']),
  ...of('notices/pair-refused.ts', ["''", filler, 'what has no line was left out']),
  ...of(
    'notices/publish.ts',
    ["'NotFound'", '""', 'the name of the error depends on the SDK; one of both names is used'],
    [
      'response?.Attributes?.SubscriptionsConfirmed',
      'response?.Attributes.SubscriptionsConfirmed',
      'a topic has attributes',
    ],
  ),
  ...of('notices/request-to-account-manager.ts', [
    "because.kind === 'rung'",
    'true',
    'no other has days that are left',
  ]),
  ...of('notices/text.ts', ['/\\s+/', '/\\s/', 'the empty parts are left out']),
];
