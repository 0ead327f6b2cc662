import { describe, expect, it } from 'vitest';
import { recordedVerdicts } from '../../../lambda/intake/verdict-label.ts';
import { asSentences, errorMessage, wordsOf } from '../../../lambda/intake/verdict-words.ts';

describe.each(recordedVerdicts)('the words of %s', (verdict) => {
  it('are one line in an error: it begins in lower case and ends without a full stop', () => {
    expect(errorMessage(wordsOf(verdict))).toMatch(/^[a-z].*[^.:;\s]$/);
  });

  it('are sentences for people, of which the last leads to the command', () => {
    const { why, whatToDo } = asSentences(wordsOf(verdict));
    expect(why).toMatch(/^[A-Z].*\.$/);
    expect(whatToDo.slice(0, -1).filter((step) => !/^[A-Z].*\.$/.test(step))).toEqual([]);
    expect(whatToDo.at(-1)).toMatch(/^[A-Z].*:$/);
  });

  it('name the command in their last step', () => {
    const { whatToDo, next } = wordsOf(verdict);
    expect(whatToDo.at(-1)?.toLowerCase()).toContain(next);
  });
});

describe('words with what is known of the pair', () => {
  it.each([
    ['MalformedPair', { flaw: 'API_KEY is missing' }, 'API_KEY is missing'],
    ['ClientMismatch', { expected: '42', found: '43' }, 'client account 43, but 42 is expected'],
    ['EgressBlocked', { egress: '192.0.2.10/32' }, 'allow our egress addresses: 192.0.2.10/32'],
    ['Unavailable', { code: 'TIMEOUT' }, '(TIMEOUT)'],
  ] as const)('%s names it', (verdict, facts, named) => {
    expect(errorMessage(wordsOf(verdict, facts))).toContain(named);
    expect(errorMessage(wordsOf(verdict))).not.toContain(named);
  });
});
