import { type Explanation, filler, fillers, of } from '../explanation.ts';

export const watch: readonly Explanation[] = [
  ...of(
    'reminder/due-rung.ts',
    ['reached.length === 0', 'false', 'the smallest of no rung is -Infinity, which no last rung is before'],
    ["''", filler, 'is no rung, as the empty text is none'],
    ['[]', fillers, 'its second element is undefined, too'],
    ['side === undefined', 'false', 'NaN days, which nothing is at or before, as nothing is before -Infinity'],
  ),
  ...of(
    'rotation/no-pair-staged.ts',
    ['versionId === undefined', 'false', 'no version is named undefined'],
    ["live.kind === 'pair'", 'true', 'what is no pair has no client account'],
  ),
  ...of('reminder/first-pair-due.ts', ["''", filler, 'is no day, as the empty text is none']),
  ...of(
    'watch/ladder.ts',
    ['days >= lastChaseDay', 'days > lastChaseDay', 'the 14th day is on the ladder and a whole number of weeks'],
    ['days - lastChaseDay', 'days + lastChaseDay', 'the 14 days are two weeks: the remainder is the same'],
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
  ...of('watch/memory.ts', ['versionId === current', 'true', 'a label names the version that it is on']),
  ...of(
    'watch/remind.ts',
    ["'reminder'", '""', 'the label is formatted by its fields, and not by its kind'],
    ["'broken'", '""', 'what has no case is not due either'],
  ),
  ...of(
    'watch/take-pulse.ts',
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
    'functions/watch.ts',
    ["outcome.kind === 'accepted'", 'false', 'a code that is undefined is reported as none'],
    ["'accepted'", '""', 'a code that is undefined is reported as none'],
    ['async () => false', '() => undefined', 'the watch moves nothing'],
    ['false', 'true', 'the watch moves nothing'],
  ),
  ...of(
    'watch/run-watch.ts',
    ['versionId === undefined', 'false', 'what is watched has a live version'],
    ['{ liveProven: false, known: [version], }', '{}', 'what is undefined is not proven; the value is read once more'],
    ['false', 'true', 'without a pair nothing is told of a login'],
    ['[]', fillers, 'why nothing was learnt is told of logins alone'],
  ),
  ...of(
    'watch/memory.ts',
    ['b === current', 'false', 'which of two comes first is said by one of them'],
    ['a === current', 'true', 'which of two that are not live comes first does not matter'],
  ),
  ...of('watch/remind.ts', ["value.kind === 'pair'", 'true', 'what is no pair has no client account']),
];
