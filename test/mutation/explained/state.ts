import { type Explanation, filler, fillers, of } from '../explanation.ts';

export const state: readonly Explanation[] = [
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
      '/^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ/',
      'Date.parse refuses what stands behind',
    ],
  ),
  ...of(
    'revocation/next-repair.ts',
    [
      '[held.createdAt, twin && (twin.liveSince ?? twin.at)].filter((since) => since !== undefined)',
      '[held.createdAt, twin && (twin.liveSince ?? twin.at)]',
      'undefined is sorted behind every text',
    ],
    ['since !== undefined', 'true', 'undefined is sorted behind every text'],
    ["'live'", '""', 'a state without a case is left alone, too'],
  ),
  ...of('revocation/situation.ts', ['versionId === undefined', 'false', 'what is not there has no value']),
  ...of('secrets/secret-store.ts', ["''", filler, 'AWS names every secret']),
];
