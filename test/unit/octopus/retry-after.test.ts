import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRetryAfter } from '../../../lambda/octopus/retry-after.ts';

const now = new Date('2026-11-24T10:00:00Z');

describe('Retry-After', () => {
  it.each<[string, number | undefined]>([
    ['7', 7000],
    [' 7 ', 7000],
    ['0', 0],
    ['9'.repeat(400), Infinity],
    ['Tue, 24 Nov 2026 10:00:09 GMT', 9000],
    ['Tue, 24 Nov 2026 09:00:00 GMT', 0],
    ['Tue, 99 Nov 2026 09:00:00 GMT', undefined],
    ['Tue, 24 Nov 2026 10:00:09 GMT and more', undefined],
    ['Tue, 24 Nov 2026 10:00:09 GMT (late)', undefined],
    ['on Tue, 24 Nov 2026 10:00:09 GMT', undefined],
    ['Tue, 24 Nov 2026 10:00:09 UTC', undefined],
    ['7 s', undefined],
    ['in 7', undefined],
    ['-5', undefined],
    ['7.5', undefined],
    ['2001', 2_001_000],
    ['soon', undefined],
    ['', undefined],
  ])('"%s" is %s ms', (header, ms) => {
    expect(parseRetryAfter(header, now)).toBe(ms);
  });

  it('is never before now', () => {
    fc.assert(fc.property(fc.string(), (header) => (parseRetryAfter(header, now) ?? 0) >= 0));
  });
});
