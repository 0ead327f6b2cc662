import { type Explanation, filler, of } from '../explanation.ts';

export const notices: readonly Explanation[] = [
  ...of('notices/pair-promoted.ts', {
    pairPromoted: [["''", filler, 'a pair without a line is left out before']],
  }),
  ...of('notices/pair-refused.ts', {
    pairRefused: [["''", filler, 'a pair without a line is left out before']],
  }),
  ...of('notices/publish.ts', {
    createPublisher: [
      ["'NotFound'", '""', 'the name of this error depends on the SDK, which uses one of the two'],
      [
        'response?.Attributes?.SubscriptionsConfirmed',
        'response?.Attributes.SubscriptionsConfirmed',
        'a topic has attributes',
      ],
    ],
  }),
  ...of('notices/request-to-account-manager.ts', {
    wanted: [["because.kind === 'rung'", 'true', 'no other reason has days that are left']],
  }),
  ...of('notices/text.ts', {
    wrap: [['/\\s+/', '/\\s/', 'empty parts are left out']],
  }),
];
