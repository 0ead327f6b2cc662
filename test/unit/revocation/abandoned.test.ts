import { describe, expect, it } from 'vitest';
import { abandoned } from '../../../lambda/revocation/abandoned.ts';
import { type Versions, viewWith } from '../secrets/shorthand.ts';
import { live } from './decided.ts';

describe('abandoned', () => {
  it.each<[what: string, versions: Versions, versionIds: readonly string[]]>([
    ['is what was staged and is not pending', { live, gone: [['staged at=june'], 'c'] }, ['gone']],
    [
      'is each of them',
      { live, gone: [['staged at=june'], 'c'], other: [['staged at=january'], 'd'] },
      ['gone', 'other'],
    ],
    ['is not what is pending', { live, next: [['AWSPENDING', 'staged at=june'], 'c'] }, []],
    ['is not what is live and not announced', { live: [['AWSCURRENT', 'staged at=june'], 'b'] }, []],
    ['is not what was promoted and left', { live, cut: [['AWSPREVIOUS', 'staged at=june'], 'c'] }, []],
    [
      'is not what another was marked for that is not live any more',
      { live, cut: [['staged at=january'], 'c'], old: [['due at=june for=c'], 'a'] },
      [],
    ],
    ['is not what has another state', { live, old: [['requested at=june'], 'a'] }, []],
    [
      'is not the staging of a pair that has another state by another version',
      { live, gone: [['staged at=june'], 'a'], old: [['requested at=january'], 'a'] },
      [],
    ],
    [
      'is what was staged beside a live value without a label',
      { live: [['AWSCURRENT'], 'b'], gone: [['staged at=june'], 'c'] },
      ['gone'],
    ],
  ])('%s', (_, versions, versionIds) => {
    expect(abandoned(viewWith(versions)).map(({ versionId }) => versionId)).toEqual(versionIds);
  });
});
