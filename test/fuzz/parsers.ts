import { inspect } from 'node:util';
import * as fc from 'fast-check';
import { CommandError } from '../../cli/command-line/command-error.ts';
import { describeWatchResult, needsPerson, readWatchResult } from '../../cli/watch/watch-result.ts';
import { parseIntake } from '../../lambda/intake/intake-document.ts';
import { formatVerdictLabel, parseVerdictLabel } from '../../lambda/intake/verdict-label.ts';
import { judgeLogin } from '../../lambda/octopus/outcome.ts';
import { parseRetryAfter } from '../../lambda/octopus/retry-after.ts';
import { RotationError } from '../../lambda/rotation/rotation-error.ts';
import { parseRotationEvent } from '../../lambda/rotation/rotation-event.ts';
import { parseCredentialValue } from '../../lambda/secrets/credential-value.ts';
import type { Pair } from '../../lambda/secrets/pair.ts';
import { formatStateLabel, parseStateLabel } from '../../lambda/secrets/state-label.ts';
import { formatHealth, formatReminder, parseWatchLabel } from '../../lambda/watch/watch-label.ts';
import { aLabel } from '../support/a-label.ts';
import { documentsLike, jsonOr, textsLike } from './arbitraries.ts';
import { commandLine, pastedText, standardInput } from './command-parsers.ts';
import { settings, variables } from './configuration.ts';
import { type Judged, type Parser, parser, unlessRefused } from './fuzz.ts';
import { runsForCredential } from './run-for-credential.ts';

const token = '11111111-2222-4333-8444-555555555555';
const arn = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:octopus-cards/sandbox/api-AbCdEf';
const at = '2026-01-02T03:04:05Z';
const pair = { API_KEY: 'QXZJKVWYQX', API_SECRET: 'YWVKJZXQYWVK' };

const shown = (of: Pair): string => `${of} ${JSON.stringify(of)} ${inspect(of)} ${of.maskedKey} ${of.fingerprint}`;

/** Reading a label and writing it again gives a label that reads the same: nothing is lost or invented. */
function readBack<T>(
  read: T | undefined,
  format: (label: T) => string | undefined,
  parse: (text: string) => T | undefined,
) {
  if (read === undefined) return { verdict: 'foreign', output: '' };
  const written = format(read);
  if (written !== undefined && inspect(parse(written)) !== inspect(read))
    throw new Error('the label reads back as another');
  return { verdict: written === undefined ? 'nothing to remember' : 'read', output: '' };
}

const rotationEvent = parser({
  name: 'rotation event',
  arbitrary: documentsLike({
    Step: 'createSecret',
    SecretId: arn,
    ClientRequestToken: token,
    RotationToken: 'QXZJKVWY',
  }),
  judge: (text) =>
    unlessRefused(RotationError, () => ({ verdict: parseRotationEvent(jsonOr(text), 'sandbox').step, output: '' })),
});

const secretValue = parser({
  name: 'secret value',
  arbitrary: documentsLike({ ...pair, BASE_URL: 'https://api.octopuscards.io', CLIENT_ID: '42' }),
  judge(text): Judged {
    const value = parseCredentialValue(text);
    return { verdict: value.kind, output: value.kind === 'pair' ? shown(value.pair) : '' };
  },
});

const intakeDocument = parser({
  name: 'intake document',
  arbitrary: documentsLike({ ...pair, reason: 'leak', note: 'found in a chat' }),
  judge(text): Judged {
    const document = parseIntake(text);
    switch (document.kind) {
      case 'empty':
        return { verdict: 'empty', output: '' };
      case 'malformed':
        return { verdict: 'malformed', output: document.flaw };
      case 'staged':
        return { verdict: 'staged', output: shown(document.pair) };
    }
  },
});

const tokens = { access_token: 'QXZJKVWYQXZJ', refresh_token: 'YWVKJZXQ', client_id: 42 };
const retryAfter = textsLike('7', '120', 'Wed, 21 Oct 2026 07:28:00 GMT');

const errorLike = (code: string) =>
  documentsLike({ code, message: 'QXZJKVWY' }).map((error) => `{"success":false,"error":${error}}`);
const tokensLike = documentsLike(tokens).map((data) => `{"success":true,"data":${data}}`);
const noBody = fc.constant(undefined);

/** Answers that the vendor may give, and others. */
const replies = fc.oneof(
  fc.tuple(fc.constant(200), fc.oneof(tokensLike, documentsLike({ success: true, data: tokens }))),
  fc.tuple(fc.constant(401), errorLike('UNAUTHORIZED')),
  fc.tuple(fc.constant(403), errorLike('FORBIDDEN')),
  fc.tuple(fc.constant(400), errorLike('VALIDATION_FAILURE')),
  fc.tuple(
    fc.oneof(fc.constantFrom(200, 204, 307, 429, 500, 503), fc.nat(999)),
    fc.oneof(tokensLike, errorLike('UNAUTHORIZED'), noBody),
  ),
);

const loginReply = parser({
  name: 'login reply',
  arbitrary: fc.record({ reply: replies, retryAfter: fc.option(retryAfter, { nil: undefined }) }),
  judge({ reply: [status, body], retryAfter }): Judged {
    const outcome = judgeLogin({ status, body, retryAfter, now: new Date(at) });
    return { verdict: outcome.kind, output: JSON.stringify(outcome) };
  },
});

const retryAfterHeader = parser({
  name: 'Retry-After',
  arbitrary: retryAfter,
  judge(header): Judged {
    const ms = parseRetryAfter(header, new Date(at));
    if (ms !== undefined && !(ms >= 0)) throw new Error(`a wait of ${ms} ms`);
    return { verdict: ms === undefined ? 'neither seconds nor a date' : 'a wait', output: '' };
  },
});

const stateLabel = parser({
  name: 'state label',
  arbitrary: textsLike(
    aLabel(`due at=${at} live=${at} reason=leak for=new`, token),
    aLabel(`staged at=${at} client=uncompared login=none`, token),
    aLabel(`requested at=${at} left=${at} chased=${at}`, token),
  ),
  judge: (label) => readBack(parseStateLabel(label), formatStateLabel, parseStateLabel),
});

const verdictLabel = parser({
  name: 'verdict label',
  arbitrary: textsLike(
    `octopus/verdict=Rejected/token=${token}/notified=Rejected+test-ClientMismatch`,
    `octopus/verdict=NothingStaged/token=${token}`,
  ),
  judge: (label) => readBack(parseVerdictLabel(label), formatVerdictLabel, parseVerdictLabel),
});

const watchLabel = parser({
  name: 'watch label',
  arbitrary: textsLike(
    aLabel(`reminder rung=d30 live=${at} at=${at}`, token),
    aLabel(`health trouble=LivePairDead since=${at} notified=${at} stuck=ab12cd34 seen=${at} reported=${at}`, token),
  ),
  judge: (text) =>
    readBack(
      parseWatchLabel(text),
      (label) => (label.kind === 'health' ? formatHealth(label) : formatReminder(label)),
      parseWatchLabel,
    ),
});

const measures = { AgeDays: 12.5, DaysToDue: -3, OpenRevocations: 1, OldestRevocationDays: 2.5, LivePairHealthy: 1 };

const watchAnswer = parser({
  name: "watch's answer",
  arbitrary: fc
    .tuple(documentsLike(measures), documentsLike({ kind: 'RotationDue' }), fc.boolean())
    .map(([measured, notice, dryRun]) => ({ text: `{"notices":[${notice}],"measures":${measured}}`, dryRun })),
  judge: ({ text, dryRun }) =>
    unlessRefused(CommandError, () => {
      const answer = readWatchResult(jsonOr(text));
      if (describeWatchResult(answer, dryRun).some((line) => /undefined|NaN|\[object/.test(line)))
        throw new Error('no words');
      return { verdict: needsPerson(answer) ? 'needs a person' : 'well', output: '' };
    }),
});

/** Every parser of input that somebody else wrote. */
export const parsers: readonly Parser[] = [
  rotationEvent,
  ...runsForCredential,
  secretValue,
  intakeDocument,
  loginReply,
  retryAfterHeader,
  stateLabel,
  verdictLabel,
  watchLabel,
  settings,
  variables,
  standardInput,
  pastedText,
  watchAnswer,
  commandLine,
];
