import type { Mutant } from './score.ts';

/** Why a mutant may survive: no test can tell it from the source, or the difference is none that matters. */
export interface Explanation {
  readonly file: string;
  readonly original: string;
  readonly replacement: string;
  readonly because: string;
}

const filler = '"Stryker was here!"';
const fillers = '["Stryker was here"]';

const of = (file: string, ...rows: readonly (readonly [original: string, replacement: string, because: string])[]) =>
  rows.map(([original, replacement, because]) => ({ file: `lambda/${file}`, original, replacement, because }));

/** Each in a line. Whoever can kill one with a test deletes its line. */
export const explanations: readonly Explanation[] = [
  ...of(
    'reminder/due-rung.ts',
    ['reached.length === 0', 'false', 'the smallest of no rung is -Infinity, which no last rung is before'],
    ["''", filler, 'is no rung, as the empty text is none'],
    ['[]', fillers, 'its second element is undefined, too'],
    ['side === undefined', 'false', 'NaN days, which nothing is at or before, as nothing is before -Infinity'],
  ),
  ...of(
    'reminder/rotation-due.ts',
    ['versionId === undefined', 'false', 'no version is named undefined'],
    ["live.kind === 'pair'", 'true', 'what is no pair has no client account'],
  ),
  ...of('reminder/first-pair-due.ts', ["''", filler, 'is no day, as the empty text is none']),
  ...of(
    'watch/ladder.ts',
    ['days >= 14', 'days > 14', 'the 14th day is on the ladder and a whole number of weeks'],
    ['days - 14', 'days + 14', '14 are two weeks: the remainder is the same'],
  ),
  ...of(
    'watch/judge-pulse.ts',
    [
      'items.length <= most',
      'items.length < most',
      'as many as are wanted are all of them; the start of the circle is 0',
    ],
    ['items.length <= most', 'false', 'fewer than are wanted are all of them; the start of the circle is 0'],
  ),
  ...of('intake/verdict-label.ts', [
    "''",
    filler,
    'a text that was split has a first part; what is told is filtered by the verdicts that there are',
  ]),
  ...of(
    'intake/mailbox.ts',
    ["{ stage: 'AWSCURRENT' }", '{}', 'GetSecretValue reads AWSCURRENT when it is asked for nothing else'],
    ["document.kind === 'staged'", 'true', 'a pair equals no undefined one'],
    ['[]', fillers, 'is no verdict'],
  ),
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
  ...of(
    'revocation/next-repair.ts',
    ['true', 'false', 'a label says it by being there'],
    ["'staged'", '""', 'a state without a case is left alone, too'],
    ['live.label?.liveSince !== undefined', 'true', 'undefined is before nothing'],
    ['live.label?.liveSince', 'live.label.liveSince', 'the rules before it have given the live version its label'],
    ['live?.label?.unproven', 'live?.label.unproven', 'the rules before it have given the live version its label'],
    ['live?.label?.state', 'live?.label.state', 'the rules before it have given the live version its label'],
    ['liveSince !== undefined', 'true', 'a member that is undefined is written as none'],
    ['reason !== undefined', 'true', 'a member that is undefined is written as none'],
  ),
  ...of(
    'revocation/settle.ts',
    ['[]', fillers, 'is no version that was read, nor one that is known'],
    ["''", filler, 'no version has that id'],
    ["'relabel'", '""', 'a kind without a case is told to nobody, too'],
    ['pair === undefined || live === undefined', 'false', 'a repair that is told is of two pairs that were read'],
    [
      'pair === undefined || live === undefined',
      'pair === undefined && live === undefined',
      'a repair that is told is of two pairs that were read',
    ],
    ['pair === undefined', 'false', 'a repair that is told is of a pair that was read'],
    ['live === undefined', 'false', 'a repair that is told is beside a live pair that was read'],
    ['label?.reason', 'label.reason', 'what is told of has a label'],
    ['label?.at', 'label.at', 'what is told of has a label'],
    ['label?.liveSince', 'label.liveSince', 'what is told of has a label'],
    ['label?.clientUncompared', 'label.clientUncompared', 'what is told of has a label'],
    ['other.versionId !== live.versionId', 'true', 'the version that is told of is staged, neither requested nor due'],
  ),
  ...of(
    'revocation/situation.ts',
    ['held === undefined', 'false', 'a version that was not read has no pair'],
    ['label?.state', 'label.state', 'it is asked only of versions with a label'],
  ),
  ...of(
    'secrets/json.ts',
    ['text === undefined', 'false', 'undefined is no JSON either'],
    ['{ return undefined; }', '{}', 'returns undefined, too'],
  ),
  ...of(
    'secrets/credential-name.ts',
    [
      '/^arn:[\\w-]+:secretsmanager:[\\w-]+:\\d{12}:secret:/',
      '/arn:[\\w-]+:secretsmanager:[\\w-]+:\\d{12}:secret:/',
      'what stands before stays, and is not octopus-cards',
    ],
    ["''", filler, 'is no name, as the empty text is none'],
  ),
  ...of('secrets/pair.ts', [
    "text.replace(/[\\s\\p{C}]/gu, '').toLowerCase()",
    "text.replace(/[\\s\\p{C}]/gu, '').toUpperCase()",
    'both texts are condensed by it',
  ]),
  ...of(
    'secrets/secret-store.ts',
    ['[]', fillers, 'AWS answers a value that was asked for with its labels'],
    ['!(error instanceof AwsCallFailed)', 'false', 'a call fails with nothing else'],
    ["'InvalidRequestException'", '""', 'AWS has refused with either; the local one has one'],
  ),
  ...of(
    'secrets/secret-view.ts',
    ['view.stages[versionId]?.includes', 'view.stages[versionId].includes', 'a key of an object has a value'],
    ['[]', fillers, 'is no label of ours'],
  ),
  ...of(
    'secrets/state-label.ts',
    ["''", filler, 'a text that was split has a first part'],
    ["typeof text === 'string'", 'true', 'what is no text is no instant as a text either'],
    ['false', 'true', 'a sort moves what compares as less; the other comparison says the same'],
    ['chasedAt > at', 'chasedAt >= at', 'the same instant, whichever is taken'],
    [
      '/^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ$/',
      '/\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ$/',
      'Date.parse refuses what stands before',
    ],
    [
      '/^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ$/',
      '/^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ/',
      'Date.parse refuses what stands behind',
    ],
  ),
  ...of(
    'rotation/create-secret.ts',
    ["{ stage: 'AWSCURRENT' }", '{}', 'GetSecretValue reads AWSCURRENT when it is asked for nothing else'],
    ['current?.text', 'current.text', 'what rotates has a live version with a value'],
    ['current?.versionId', 'current.versionId', 'what rotates has a live version with a value'],
    ['[]', fillers, 'what rotates has a live version; a version that is not found has no label of ours'],
    ['judgement.refused.notice !== undefined', 'true', 'of this verdict there is a notice'],
    ['label?.versionId', 'label.versionId', 'what is staged has a label'],
  ),
  ...of(
    'rotation/finish-secret.ts',
    ["{ stage: 'AWSCURRENT' }", '{}', 'GetSecretValue reads AWSCURRENT when it is asked for nothing else'],
    ['{ versionId: token }', '{}', 'the token is the live version'],
    ['live?.versionId', 'live.versionId', 'what rotates has a live version with a value'],
    ['live === undefined', 'false', 'what rotates has a live version with a value'],
    ['live !== undefined', 'true', 'what rotates has a live version with a value'],
    ['[pending]', '[]', 'what rotates has a live version with a value'],
    ['false', 'true', 'nothing is due, so that nothing waits for a proof'],
    ['{ liveProven: false, known: [live] }', '{}', 'what is undefined is not proven; the value is read once more'],
    ["label?.state === 'due'", 'true', 'after it was settled it is due or live, and a live one has no reason'],
    ['label?.state', 'label.state', 'after it was settled it has a label'],
    ['label?.liveSince', 'label.liveSince', 'after it was settled it has a label'],
    ["letter.document.kind === 'staged'", 'true', 'what holds a pair is staged'],
  ),
  ...of(
    'rotation/judge.ts',
    ["live.kind === 'pair'", 'true', 'what is no pair has none, which equals no other and is quoted nowhere'],
    ["value.kind === 'pair'", 'true', 'what is no pair has none'],
    ["''", filler, 'is quoted by nobody'],
    [
      '(await rotation.credential.read({ versionId }))?.text',
      '(await rotation.credential.read({ versionId })).text',
      'a version with a label has a value',
    ],
    ["{ kind: 'malformed', flaw }", '{}', 'what is not staged has no note to be told'],
    ["'malformed'", '""', 'what is not staged has no note to be told'],
    ["{ kind: 'none' }", '{}', 'it is compared with "unknown" alone'],
    ["'none'", '""', 'it is compared with "unknown" alone'],
    ["'known'", '""', 'it is compared with "unknown" alone'],
    ["letter.document.kind === 'staged'", 'true', 'what is not staged has neither pair nor note'],
    ['pair === undefined', 'false', 'a pair that a login was made with is there'],
  ),
  ...of('runtime/config.ts', [
    "''",
    filler,
    'what is missing was refused before; no check lets the other text through',
  ]),
  ...of('rotation/rotation.ts', ["'createSecret'", '""', 'what is not testSecret is createSecret']),
  ...of(
    'rotation/test-secret.ts',
    ["{ stage: 'AWSCURRENT' }", '{}', 'GetSecretValue reads AWSCURRENT when it is asked for nothing else'],
    ['live?.text', 'live.text', 'what rotates has a live version with a value'],
    [
      "stateOf(view, token)?.state === 'staged'",
      'false',
      'the labels of the value that was read say the same, and are newer',
    ],
    ["'staged'", '""', 'the labels of the value that was read say the same, and are newer'],
  ),
  ...of('rollback/find-target.ts', ["'AWSCURRENT'", '""', 'the live version holds the live pair, which is left out']),
  ...of(
    'rollback/roll-back.ts',
    ["''", filler, 'is no state, as the empty text is none'],
    ['reason !== undefined', 'true', 'a member that is undefined is written as none'],
    ['before?.state', 'before.state', 'what was live before has a label'],
    ['!stays', 'true', 'a label that was not changed is put back as it is: no call is made'],
    ['versionId === undefined', 'false', 'what was rolled back has a live version, and one before it'],
    ['{ versionId }', '{}', 'GetSecretValue reads AWSCURRENT when it is asked for nothing else'],
    ['version?.text', 'version.text', 'a version with a label has a value'],
    ['version === undefined', 'false', 'a version with a label has a value'],
    ["liveValue.kind === 'pair'", 'true', 'what is no pair has none, which equals no other'],
    ['{ liveProven: false, known }', '{}', 'what is undefined is not proven; the values are read once more'],
  ),
  ...of(
    'watch/memory.ts',
    ['one.versionId === current', 'true', 'a label names the version that it is on'],
    ['versionId === current', 'true', 'a label names the version that it is on'],
  ),
  ...of(
    'watch/remind.ts',
    ["'reminder'", '""', 'the label is formatted by its fields, and not by its kind'],
    ["'broken'", '""', 'what has no case is not due either'],
  ),
  ...of(
    'watch/take-pulse.ts',
    ['label.versionId === pulse.works', 'true', 'the first case that was tried is the one that works, or none is'],
    ['versionId !== live.version.versionId', 'true', 'the live pair is left out where its value is read'],
    [
      '(await credential.read({ versionId: label.versionId }))?.text',
      '(await credential.read({ versionId: label.versionId })).text',
      'a version with a label has a value',
    ],
    ['since !== undefined', 'true', 'undefined is before nothing'],
  ),
  ...of('watch/tell-stuck.ts', ["'pulse'", '""', 'the label is formatted by its fields, and not by its kind']),
  ...of(
    'watch/tell-trouble.ts',
    ['before !== undefined', 'true', 'what was wrong is in what is remembered'],
    ['found.live !== undefined', 'true', 'what has logged in is a pair'],
    ['before?.since', 'before.since', 'what was wrong is in what is remembered'],
    ['notice === undefined', 'false', 'of this trouble there is a notice'],
    ["'pulse'", '""', 'the label is formatted by its fields, and not by its kind'],
    ['remembered.pulse(view)?.stuck', 'remembered.pulse(view).stuck', 'what was wrong is in what is remembered'],
    ['live && works', 'true', 'this trouble is found with both pairs'],
    ['live && works', 'live || works', 'this trouble is found with both pairs'],
  ),
  ...of(
    'watch/watch.ts',
    ["outcome.kind === 'accepted'", 'false', 'a code that is undefined is reported as none'],
    ["'accepted'", '""', 'a code that is undefined is reported as none'],
    ['async () => false', '() => undefined', 'the watch moves nothing'],
    ['versionId === undefined', 'false', 'what is watched has a live version'],
    ['{ versionId }', '{}', 'GetSecretValue reads AWSCURRENT when it is asked for nothing else'],
    ['{ liveProven: false, known: [version], }', '{}', 'what is undefined is not proven; the value is read once more'],
    ['false', 'true', 'the watch moves nothing; without a pair nothing is told of a login'],
    ['[]', fillers, 'why nothing was learnt is told of logins alone'],
  ),
];

export const explanationOf = (mutant: Mutant, all: readonly Explanation[]): Explanation | undefined =>
  all.find(
    ({ file, original, replacement }) =>
      file === mutant.file && original === mutant.original && replacement === mutant.replacement,
  );
