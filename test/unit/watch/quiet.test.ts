import { describe, expect, it } from 'vitest';
import { isQuiet } from '../../../lambda/watch/quiet.ts';
import { instants, type Version, type Versions, viewWith } from '../secrets/shorthand.ts';

const settings = { hours: 24, atMostDays: 14 };
const live: Version = [['AWSCURRENT', 'live at=june live=june'], 'b'];
const old = (...labels: readonly string[]): Versions => ({ live, old: [['AWSPREVIOUS', ...labels], 'a'] });
const troubled = (trouble: string): Versions => ({
  live: [[...live[0], `octopus/health/trouble=${trouble}/since=20261101T000000Z/version=live`], 'b'],
});
const dayAgo = '20261123T100000Z';
const lessAgo = '20261123T100001Z';

describe('an hourly run', () => {
  it.each<[what: string, versions: Versions]>([
    ['before the first pair', { first: [['AWSCURRENT'], 'unread'] }],
    ['of a live pair alone', { live }],
    ['beside a pair that is revoked', old('revoked at=june')],
    ['beside one that somebody rolled back from', old('rolled-back at=june for=b')],
    ['beside one whose rotation was given up', old('staged at=june')],
    ['within the hours of a hand-over', old(`due at=${lessAgo} for=b`)],
    ['while a request is put off', old('due at=june for=b until=20261124T100001Z')],
    ['while a rotation waits for its next try', { live, next: [['AWSPENDING', 'staged at=just'], 'c'] }],
    ['after a run that learnt nothing', troubled('Inconclusive')],
    ['beside a version without a label of ours', old()],
  ])('is quiet %s', (_, versions) => {
    expect(isQuiet(viewWith(versions), settings, instants.now)).toBe(true);
  });

  it.each<[what: string, versions: Versions]>([
    ['support was asked to revoke a pair', old('requested at=june')],
    ['the hours of a hand-over are over', old(`due at=${dayAgo} for=b`)],
    ['the date is reached until which a request was put off', old('due at=june for=b until=now')],
    ['a request has begun', old(`due at=${lessAgo} for=b request=begun`)],
    ['a pair that leaked is due', old('due at=just for=b reason=leak')],
    ['one of two older pairs is requested', { ...old('revoked at=june'), older: [['requested at=june'], 'c'] }],
    ['the live pair is dead', troubled('LivePairDead')],
    ['the wrong pair was revoked', troubled('WrongPairRevoked')],
    ['the live value is broken', troubled('LiveValueBroken')],
    ['the live pair has never logged in', { live: [['AWSCURRENT', 'live at=june live=june login=none'], 'b'] }],
    ['somebody put the live value', { hand: [['AWSCURRENT'], 'c'], live: [['AWSPREVIOUS', 'live at=june'], 'b'] }],
    ['somebody put it beside history alone', { hand: [['AWSCURRENT'], 'c'], old: [['revoked at=june'], 'a'] }],
    ['somebody moved AWSCURRENT back', { live: [['live at=june'], 'b'], old: [['AWSCURRENT', 'due at=june'], 'a'] }],
    ['somebody moved it to a pair that was rolled back from', { old: [['AWSCURRENT', 'rolled-back at=june'], 'a'] }],
    ['a promotion was not announced', { live: [['AWSCURRENT', 'staged at=just'], 'b'] }],
    ['a crash left two labels on the live pair', { live: [[...live[0], 'staged at=june'], 'b'] }],
    ['a pair is still marked live beside the live one', old('live at=june')],
  ])('looks further when %s', (_, versions) => {
    expect(isQuiet(viewWith(versions), settings, instants.now)).toBe(false);
  });
});
