import { describe, expect, it } from 'vitest';
import { compose } from '../../../lambda/notices/compose.ts';
import { knownPair } from '../../../lambda/notices/known-pair.ts';
import type { Notice } from '../../../lambda/notices/notice.ts';
import { isFirst, requestToAccountManager } from '../../../lambda/notices/request-to-account-manager.ts';
import { subject } from '../../../lambda/notices/wording.ts';
import { Pair } from '../../../lambda/secrets/pair.ts';
import { due, promoted, refusedAs, requested, wrong } from './every-notice.ts';

const bodyTo = (audience: 'ops' | 'support', notice: Notice): string => compose(notice)[audience]?.body ?? '';

it('a pair is known by its mask, its fingerprint and its client account', () => {
  const pair = new Pair('test-key-alice-0001', 'secret-of-alice-0001');
  expect(knownPair({ pair, clientId: '42' })).toEqual({
    maskedKey: '…0001',
    fingerprint: pair.fingerprint,
    clientId: '42',
  });
});

describe('a promotion', () => {
  const { pair } = promoted;

  it('of a pair without a client account says so', () => {
    expect(bodyTo('ops', { ...promoted, pair: { ...pair, clientId: undefined } })).toMatch(/client id +unknown\n/);
  });

  it('lists what waits for the first login, a line each, and nothing that was not asked', () => {
    const waiting = [pair, { ...pair, fingerprint: 'cccc3333' }];
    expect(bodyTo('ops', { ...promoted, requested: [], waiting })).toMatch(
      /2026-11-24 10:00 UTC\n.*\n\nSupport will be asked to revoke, after the live pair has logged in:\n.*bbbb2222\)\n.*cccc3333\)\n\n/,
    );
  });

  it('lists what was asked, and what waits', () => {
    const body = bodyTo('ops', { ...promoted, waiting: [pair] });
    expect(body).toContain('Support was asked to revoke:\n');
    expect(body).toContain('\n\nSupport will be asked to revoke, after');
  });
});

describe('a note', () => {
  const notices = { promoted, refused: refusedAs({ verdict: 'AlreadyLive', pair: promoted.pair }, 'createSecret') };

  it.each(['promoted', 'refused'] as const)(
    'of a pair that was %s is passed on, without control characters',
    (what) => {
      expect(bodyTo('ops', { ...notices[what], note: 'for\u0007Kim' })).toContain(
        '\n\nNote left with the pair: for Kim\n\n',
      );
    },
  );
});

describe('the client account', () => {
  const unknown = { clientId: undefined };

  it.each([
    ['of the old pair', requested.old, { ...requested.live, clientId: '43' }, '42'],
    ['of the live pair, where the old one names none', { ...requested.old, ...unknown }, requested.live, '42'],
    [
      'unknown, where neither names one',
      { ...requested.old, ...unknown },
      { ...requested.live, ...unknown },
      'unknown',
    ],
  ])('in a request is that %s', (_, old, live, clientId) => {
    expect(bodyTo('support', { ...requested, old, live })).toContain(`client id ${clientId}, production`);
  });

  it.each([
    ['of the live pair', requested.live, { ...requested.old, clientId: '43' }],
    ['of the old pair, where the live one names none', { ...requested.live, ...unknown }, requested.old],
  ])('where the wrong pair was revoked is that %s', (_, live, old) => {
    expect(bodyTo('support', { ...wrong, live, old })).toContain('client id 42, production');
  });
});

it('a reason of our own is told to support as that', () => {
  expect(bodyTo('support', { ...requested, reason: 'other' })).toMatch(/why +replaced by our operations team\n/);
});

it('a subject is cut to the 99 characters that SNS takes', () => {
  expect(subject(requested, 'x'.repeat(100))).toHaveLength(99);
});

describe('a request to the account manager', () => {
  const known = { liveSince: due.liveSince, clientId: due.clientId };
  it.each([
    ['of the first pair', { ...known, because: { kind: 'first-pair' } }, true],
    ['with nothing known', { liveSince: undefined, clientId: undefined }, true],
    ['with a date known', { ...known, clientId: undefined }, false],
    ['with a client account known', { ...known, liveSince: undefined }, false],
  ] as const)('%s asks to keep the present pair active, unless there is none', (_, more, first) => {
    const notice = { ...due, ...more };
    expect(isFirst(notice)).toBe(first);
    const text = requestToAccountManager(notice).replace(/\s+/g, ' ');
    expect(text.includes('Please keep the present pair active')).toBe(!first);
  });

  it.each([
    [{ kind: 'rung', daysLeft: 1 }, 'by 2026-11-24'],
    [{ kind: 'rung', daysLeft: 0 }, 'as soon as possible'],
    [{ kind: 'overdue', days: 1 }, 'as soon as possible'],
    [{ kind: 'nothing-staged' }, 'by 2026-11-24'],
  ] as const)('because of %j wants a pair %s', (because, wanted) => {
    expect(requestToAccountManager({ ...due, because }).replace(/\s+/g, ' ')).toContain(`We need it ${wanted}.`);
  });
});
