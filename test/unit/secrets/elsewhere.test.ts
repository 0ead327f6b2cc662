import { describe, expect, it } from 'vitest';
import { AwsCallFailed } from '../../../lambda/runtime/aws-call.ts';
import { lookElsewhere } from '../../../lambda/secrets/elsewhere.ts';
import { Pair } from '../../../lambda/secrets/pair.ts';
import type { SecretStore } from '../../../lambda/secrets/secret-store.ts';
import { fingerprintOf, instants, type Versions, viewWith } from './shorthand.ts';

const put = new Pair('test-key-of-ann', 'test-secret-of-ann');
const documentOf = (pair: Pair): string => {
  const { apiKey: API_KEY, apiSecret: API_SECRET } = pair.reveal();
  return JSON.stringify({ API_KEY, API_SECRET });
};

/** Another credential. A version without a label holds this text. */
function shop(versions: Versions | string, text = documentOf(put)) {
  const reads: string[] = [];
  const never = () => Promise.reject(new Error('nothing is written'));
  const store: SecretStore = {
    describe: async () => {
      if (typeof versions !== 'string') return viewWith(versions);
      throw new AwsCallFailed('DescribeSecret', 'shop', versions, undefined);
    },
    read: async ({ versionId = '' }) => {
      reads.push(versionId);
      return { versionId, text, stages: [], createdAt: instants.made };
    },
    put: never,
    attach: never,
    detach: never,
    moveCurrent: never,
  };
  return { name: 'shop', store, reads };
}

describe('another credential', () => {
  const live = ['AWSCURRENT', 'live at=june'];
  it.each<[what: string, versions: Versions, liveThere: readonly string[], open: readonly string[]]>([
    ['has its pair by its label', { v1: [live, 'a'] }, ['a'], []],
    ['has it by the label of a promotion', { v1: [['AWSCURRENT', 'staged at=june'], 'a'] }, ['a'], []],
    [
      'has open pairs beside it',
      {
        v1: [live, 'a'],
        v2: [['requested at=june'], 'b'],
        v3: [['due at=june'], 'c'],
        v4: [['rolled-back at=june'], 'd'],
      },
      ['a'],
      ['b', 'c', 'd'],
    ],
    [
      'has no pair that is revoked, or only staged',
      { v1: [live, 'a'], v2: [['revoked at=june'], 'b'], v3: [['AWSPENDING', 'staged at=june'], 'c'] },
      ['a'],
      [],
    ],
    ['without a live version has none', { v1: [[], 'a'] }, [], []],
  ])('%s, and its value is not read', async (_, versions, liveThere, open) => {
    const one = shop(versions);
    const named = (pairs: readonly string[]) => Object.fromEntries(pairs.map((pair) => [fingerprintOf(pair), 'shop']));
    expect(await lookElsewhere([one])).toEqual({ live: named(liveThere), open: named(open) });
    expect(one.reads).toEqual([]);
  });

  it('into which somebody put a pair has it by its value', async () => {
    const one = shop({ v1: [['AWSCURRENT'], 'unread'] });
    expect(await lookElsewhere([one])).toEqual({ live: { [put.fingerprint]: 'shop' }, open: {} });
    expect(one.reads).toEqual(['v1']);
  });

  it('that waits for its first pair has none', async () => {
    const one = shop({ v1: [['AWSCURRENT'], 'unread'] }, '{"status":"awaiting-first-pair"}');
    expect(await lookElsewhere([one])).toEqual({ live: {}, open: {} });
  });

  it('that does not exist any more has none, and stops nobody', async () => {
    const other = { ...shop({ v1: [live, 'a'] }), name: 'desk' };
    const found = await lookElsewhere([shop('ResourceNotFoundException'), other]);
    expect(found).toEqual({ live: { [fingerprintOf('a')]: 'desk' }, open: {} });
  });

  it('that cannot be read is an error: a pair of it might be cut off', async () => {
    await expect(lookElsewhere([shop('AccessDeniedException')])).rejects.toThrow('AccessDenied');
  });
});
