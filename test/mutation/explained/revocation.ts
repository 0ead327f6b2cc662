import { type Explanation, filler, fillers, of } from '../explanation.ts';

export const revocation: readonly Explanation[] = [
  ...of('revocation/next-repair.ts', {
    liveIsLive: [
      ['true', 'false', 'the presence of the label carries the information'],
      ["'staged'", '""', 'a state without a case is ignored, too'],
      [
        '[held.createdAt, twin && (twin.liveSince ?? twin.at)].filter((since) => since !== undefined)',
        '[held.createdAt, twin && (twin.liveSince ?? twin.at)]',
        'undefined is sorted after every text',
      ],
      ['since !== undefined', 'true', 'undefined is sorted after every text'],
      ["'live'", '""', 'a state without a case is ignored, too', 1],
      ["'live'", '""', 'a state without a case is ignored, too', 2],
      ["'live'", '""', 'a state without a case is ignored, too', 3],
    ],
    twinOf: [["'staged'", '""', 'a state without a case is ignored, too']],
    noPairNoCase: [["'staged'", '""', 'a state without a case is ignored, too']],
    promotedBefore: [
      ["'staged'", '""', 'a state without a case is ignored, too'],
      ['live?.label?.state', 'live?.label.state', 'the earlier rules have given the live version its label'],
    ],
    announce: [
      ["'staged'", '""', 'a state without a case is ignored, too'],
      ['live?.label?.state', 'live?.label.state', 'the earlier rules have given the live version its label'],
      ["'live'", '""', 'a state without a case is ignored, too'],
    ],
    leftByHand: [
      ['live.label?.liveSince !== undefined', 'true', 'comparisons with undefined are false'],
      ['live.label?.liveSince', 'live.label.liveSince', 'the earlier rules have given the live version its label'],
      ["'live'", '""', 'a state without a case is ignored, too'],
    ],
    rolledBackForGood: [
      ['live.label?.liveSince', 'live.label.liveSince', 'the earlier rules have given the live version its label'],
    ],
    proven: [
      ['live?.label?.unproven', 'live?.label.unproven', 'the earlier rules have given the live version its label'],
    ],
    becoming: [
      ['liveSince !== undefined', 'true', 'an undefined member is not written'],
      ['reason !== undefined', 'true', 'an undefined member is not written'],
    ],
  }),
  ...of('revocation/one-case-per-pair.ts', {
    asked: [["'due'", '""', 'an element that is not in the list comes first, as this one does']],
    oneCasePerPair: [
      [
        "openCases(view).filter(({ versionId }) => !has(view, versionId, 'AWSCURRENT'))",
        'openCases(view)',
        'an earlier rule has made the live version live',
      ],
      ["'AWSCURRENT'", '""', 'an earlier rule has made the live version live'],
      ['[]', fillers, 'a list of one has no second element'],
      [
        'kept === undefined || other === undefined',
        'kept === undefined && other === undefined',
        'either both are defined, or neither is',
      ],
      ['kept === undefined', 'false', 'either both are defined, or neither is'],
      ['other === undefined', 'false', 'either both are defined, or neither is'],
      ['liveSince !== undefined', 'true', 'each of the two labels has a date'],
    ],
  }),
  ...of('revocation/settle.ts', {
    settle: [
      ['[]', fillers, 'the filler is neither a version that was read nor a known one'],
      [
        'told.length > 0',
        'false',
        'the unit tests of finishSecret fail: support is asked for a pair that somebody has gone back to',
      ],
    ],
    tellingOnce: [
      ['[]', fillers, 'the filler is neither a version that was read nor a known one'],
      [
        '(earlier) => isDeepStrictEqual(earlier, notice)',
        '() => undefined',
        'the unit tests of finishSecret fail: a withdrawal is sent twice',
      ],
      ['told.push(notice);', ';', 'the unit tests of finishSecret fail: a withdrawal is sent twice'],
    ],
    readValues: [['[]', fillers, 'the filler is neither a version that was read nor a known one']],
    noticeOf: [
      ["''", filler, 'no version has that id'],
      ["'relabel'", '""', 'nobody is notified of a kind without a case, either'],
      ['pair === undefined || live === undefined', 'false', 'a reported repair is about two pairs that were read'],
      [
        'pair === undefined || live === undefined',
        'pair === undefined && live === undefined',
        'a reported repair is about two pairs that were read',
      ],
      ['pair === undefined', 'false', 'a reported repair is about a pair that was read'],
      ['live === undefined', 'false', 'a reported repair comes with a live pair that was read'],
      ['label?.reason', 'label.reason', 'a reported version has a label'],
      ['label?.at', 'label.at', 'a reported version has a label'],
    ],
    transitionOf: [["'relabel'", '""', 'nobody is notified of a kind without a case, either']],
    promoted: [
      ['label?.reason', 'label.reason', 'a reported version has a label'],
      ['label?.liveSince', 'label.liveSince', 'a reported version has a label'],
      ['label?.clientUncompared', 'label.clientUncompared', 'a reported version has a label'],
      ['other.versionId !== live.versionId', 'true', 'the reported version is staged, neither requested nor due'],
    ],
  }),
  ...of('revocation/situation.ts', {
    livePair: [
      ['held === undefined', 'false', 'a version that was not read has no pair'],
      ['versionId === undefined', 'false', 'an absent version has no value'],
    ],
    wasPromoted: [['label?.state', 'label.state', 'it is only called for versions with a label']],
    wentBackTo: [
      ['label?.state', 'label.state', 'it is only called for versions with a label'],
      ['left === undefined', 'false', 'no version has the id undefined'],
    ],
  }),
];
