import * as fc from 'fast-check';
import { ConfigError, readConfig } from '../../lambda/functions/config.ts';
import { parseSettings } from '../../lib/app/settings.ts';
import { documentsLike, jsonOr, secret, textsLike, unmarked } from './arbitraries.ts';
import { type Judged, parser, unlessRefused } from './fuzz.ts';

const environmentSettings = {
  opsEmails: ['ops@example.com'],
  supportEmails: ['octopus-support@example.com'],
  credentials: [{ name: 'api', clientId: 42, readers: ['arn:aws:iam::111122223333:role/shop'] }],
  rotateEveryDays: 365,
  remindDaysBefore: [60, 30, 0],
  egress: { kind: 'fixed' },
  account: '111122223333',
  region: 'eu-central-1',
};

/** Settings are not secret: the message for a mistake shows the value. */
export const settings = parser({
  name: 'settings of cdk.json',
  arbitrary: fc.oneof(
    documentsLike(environmentSettings).map(
      (text) => `{"sandbox":${text},"production":${JSON.stringify(environmentSettings)}}`,
    ),
    documentsLike({ sandbox: environmentSettings, production: environmentSettings }),
  ),
  judge(text): Judged {
    const parsed = parseSettings(jsonOr(text));
    if (parsed.kind === 'settings') return { verdict: 'settings', output: '' };
    if (parsed.mistakes.length === 0 || parsed.mistakes.some((line) => /[\n\r\u2028]/.test(line)))
      throw new Error('not a line each');
    return { verdict: 'mistakes', output: '' };
  },
});

const valid = {
  ENVIRONMENT: 'sandbox',
  OPS_TOPIC_ARN: 'arn:aws:sns:us-east-1:123456789012:ops',
  SUPPORT_TOPIC_ARN: 'arn:aws:sns:us-east-1:123456789012:support',
  CREDENTIALS: '{"api":"42"}',
  EGRESS_CIDRS: '203.0.113.7/32,203.0.113.8/32',
  REMIND_DAYS_BEFORE: '60,30,0',
};

/** The part before an `@` may be secret; the rest of a wrong value is shown. */
export const variables = parser({
  name: 'environment variables',
  arbitrary: fc.record({
    given: fc.tuple(
      ...Object.entries(valid).map(([name, text]) =>
        fc
          .oneof({ weight: 7, arbitrary: fc.constant(text) }, { weight: 1, arbitrary: unmarked(textsLike(text)) })
          .map((value) => [name, value] as const),
      ),
    ),
    baseUrl: fc.option(
      fc.oneof(
        unmarked(textsLike('http://127.0.0.1:4567')),
        fc.tuple(secret, secret).map(([user, password]) => `http://${user}:${password}@127.0.0.1:4567`),
        fc
          .tuple(secret, unmarked(textsLike('127.0.0.1:4567')))
          .map(([password, rest]) => `http://user:${password}@${rest}`),
      ),
      { nil: undefined, freq: 1 },
    ),
  }),
  judge: ({ given, baseUrl }) =>
    unlessRefused(ConfigError, () => {
      const config = readConfig({
        ...Object.fromEntries(given),
        ...(baseUrl !== undefined && { OCTOPUS_BASE_URL: baseUrl }),
      });
      return { verdict: 'read', output: JSON.stringify(config) };
    }),
});
