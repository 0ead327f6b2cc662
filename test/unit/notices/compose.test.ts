import { describe, expect, it } from 'vitest';
import { compose } from '../../../lambda/notices/compose.ts';
import { forwardToSupport } from '../../../lambda/notices/forward-to-support.ts';
import type {
  Message,
  Notice,
  PairPromoted,
  RefusedPair,
  RevocationRequested,
} from '../../../lambda/notices/notice.ts';

const origin = { environment: 'production', credential: 'api' } as const;
const oldPair = { maskedKey: '…0001', fingerprint: 'aaaa1111' };
const newPair = { maskedKey: '…0002', fingerprint: 'bbbb2222' };
const egress = ['192.0.2.10/32', '192.0.2.11/32'];

const due: Notice = {
  ...origin,
  kind: 'RotationDue',
  clientId: '42',
  liveSince: '2025-11-24T10:00:00Z',
  egress,
};
const promoted: PairPromoted = {
  ...origin,
  kind: 'PairPromoted',
  pair: { ...newPair, clientId: '42' },
  promotedAt: '2026-11-24T10:00:00Z',
  reason: 'scheduled',
  requested: [oldPair],
  waiting: [],
  anotherPairStaged: false,
  clientUncompared: false,
  note: undefined,
};
const requested: RevocationRequested = {
  ...origin,
  kind: 'RevocationRequested',
  old: { ...oldPair, clientId: '42' },
  live: { ...newPair, clientId: '42' },
  sameKey: false,
  reason: 'scheduled',
  replacedAt: '2026-11-24T10:00:00Z',
};
const refusedAs = (refused: RefusedPair, during: 'createSecret' | 'testSecret' = 'createSecret'): Notice => ({
  ...origin,
  kind: 'PairRefused',
  refused,
  during,
  note: undefined,
});
const everyRefusal: readonly RefusedPair[] = [
  { verdict: 'AlreadyLive', pair: oldPair },
  { verdict: 'MalformedPair', flaw: 'API_SECRET contains white space or a line break' },
  { verdict: 'AwaitingRevocation', pair: oldPair },
  { verdict: 'TooManyOutstanding', pair: newPair },
  { verdict: 'Rejected', pair: newPair },
  { verdict: 'EgressBlocked', pair: newPair, egress },
  { verdict: 'ClientMismatch', pair: newPair, expected: '42', found: '43' },
];
const everyNotice: readonly Notice[] = [
  due,
  { ...due, clientId: undefined, liveSince: undefined, egress: [] },
  ...everyRefusal.flatMap((refused) => [refusedAs(refused), refusedAs(refused, 'testSecret')]),
  promoted,
  { ...promoted, requested: [], anotherPairStaged: true, clientUncompared: true, note: 'for Kim' },
  requested,
  { ...requested, reason: 'leak', sameKey: true },
  { ...origin, kind: 'RevocationWithdrawn', pair: { ...oldPair, clientId: '42' } },
];

const show = (message: Message | undefined): string =>
  message === undefined ? 'hears nothing' : `${message.severity}\n${message.subject}\n\n${message.body}`;

describe('every notice', () => {
  const messages = everyNotice.flatMap((notice) => Object.values(compose(notice)));

  it('has a subject that SNS takes and that names the environment', () => {
    for (const { subject } of messages) {
      expect(subject).toMatch(/^\[octopus-cards production\] [\x20-\x7e]+$/);
      expect(subject.length).toBeLessThan(100);
    }
  });

  it('keeps to 72 columns, but for commands, which nobody may break', () => {
    const long = messages.flatMap(({ body }) => body.split('\n')).filter((line) => line.length > 72);
    expect(long.filter((line) => !line.includes('npm run octopus'))).toEqual([]);
  });

  it('tells support without a word of AWS', () => {
    for (const { support } of everyNotice.map(compose)) {
      expect(`${support?.subject} ${support?.body}`).not.toMatch(
        /AWS|lambda|secrets? manager|SNS|intake|label|version/i,
      );
    }
  });
});

describe('RotationDue', () => {
  it('asks ops for a pair, with the request ready to send', () => {
    expect(show(compose(due).ops)).toMatchInlineSnapshot(`
      "action
      [octopus-cards production] api is due for rotation, no pair is staged

      A rotation of the credential api (production) started and found no pair
      in the intake. The live pair stays as it is and keeps working.

      The live pair was promoted on 2025-11-24; its twelve months end on
      2026-11-24.

      What to do

      1. Send the request below to your Octopus Cards account manager.
      2. When the new pair arrives, stage it and rotate:

          npm run octopus -- stage --environment production --credential api

      This rotation goes on being tried by AWS until a pair is staged or it is
      cleared; you are told once.

      The request, ready to send

          Subject: New API key pair, production

          Hello,

          please issue a new API key and API secret for our production
          account, client id 42. Wanted: by 2026-11-24. Our egress addresses:
          192.0.2.10/32, 192.0.2.11/32.

          Please send the pair over a secure channel. Leave the present pair
          in force: we ask support to revoke it once the new one is in use."
    `);
  });

  it('tells support nothing', () => {
    expect(compose(due).support).toBeUndefined();
  });

  it('asks for the first pair without naming a live one', () => {
    expect(show(compose({ ...due, clientId: undefined, liveSince: undefined, egress: [] }).ops)).toMatchInlineSnapshot(`
      "action
      [octopus-cards production] api waits for its first pair

      A rotation of the credential api (production) started and found no pair
      in the intake. No pair is live yet.

      What to do

      1. Send the request below to your Octopus Cards account manager.
      2. When the new pair arrives, stage it and rotate:

          npm run octopus -- stage --environment production --credential api

      This rotation goes on being tried by AWS until a pair is staged or it is
      cleared; you are told once.

      The request, ready to send

          Subject: New API key pair, production

          Hello,

          please issue a new API key and API secret for our production
          account. Wanted: as soon as possible. Our egress addresses: not
          fixed.

          Please send the pair over a secure channel. Leave the present pair
          in force: we ask support to revoke it once the new one is in use."
    `);
  });
});

describe('PairRefused', () => {
  it.each(everyRefusal.map((refused) => [refused.verdict, refused] as const))(
    '%s tells ops what to do',
    (_, refused) => {
      expect(show(compose(refusedAs(refused)).ops)).toMatchSnapshot();
    },
  );

  it('tells ops to clear the rotation first when testSecret refused', () => {
    expect(show(compose(refusedAs({ verdict: 'Rejected', pair: newPair }, 'testSecret')).ops)).toMatchInlineSnapshot(`
      "action
      [octopus-cards production] api: staged pair refused (Rejected)

      The pair staged for api (production) was refused: the vendor does not
      accept it (401). It is mistyped, revoked or of the other environment.

      The pair: key ending in …0002 (fingerprint bbbb2222).

      Nothing was promoted. The live pair stays as it is.

      It was accepted when it was staged and refused when it was tested. This
      rotation cannot get over it, because a pending value never changes:
      clear it first.

      What to do

      1. Clear the rotation that is stuck (first command below).
      2. Compare the pair with the mail, then stage it again.
      3. If it is refused again, ask for a new pair:

          npm run octopus -- unstick --environment production --credential api
          npm run octopus -- stage --environment production --credential api

      Verdict Rejected: see the heading of this name in docs/operating.md."
    `);
  });
});

describe('PairPromoted', () => {
  it('tells ops what is live and what support was asked', () => {
    expect(show(compose(promoted).ops)).toMatchInlineSnapshot(`
      "info
      [octopus-cards production] api: new pair is live

      A new pair is live for api (production). Applications get it at their
      next read.

        pair       key ending in …0002 (fingerprint bbbb2222)
        client id  42
        promoted   2026-11-24 10:00 UTC
        reason     scheduled

      Support was asked to revoke:
        key ending in …0001 (fingerprint aaaa1111)

      Please delete the mail that brought the pair."
    `);
  });

  it('tells of a first pair, another staged one, an uncompared account and the note', () => {
    const notice = { ...promoted, requested: [], anotherPairStaged: true, clientUncompared: true, note: 'for Kim' };
    expect(show(compose(notice).ops)).toMatchInlineSnapshot(`
      "info
      [octopus-cards production] api: new pair is live

      A new pair is live for api (production). Applications get it at their
      next read.

        pair       key ending in …0002 (fingerprint bbbb2222)
        client id  42
        promoted   2026-11-24 10:00 UTC
        reason     scheduled

      There was no pair before it: nothing is to be revoked.

      The live pair before it named no client account and could not be asked:
      that both pairs belong to one account could not be compared. Please
      check the client id.

      Note left with the pair: for Kim

      Another pair was staged meanwhile. It is still in the intake; rotate to
      use it:

          npm run octopus -- rotate --environment production --credential api

      Please delete the mail that brought the pair."
    `);
  });
});

describe('RevocationRequested', () => {
  it('asks support to revoke one pair and keep the other', () => {
    expect(show(compose(requested).support)).toMatchInlineSnapshot(`
      "action
      [octopus-cards production] please revoke the old API key

      Hello, please revoke the old API key of our production account. It has
      been replaced and is not used any more.

        account   client id 42, production
        REVOKE    key ending in …0001 (fingerprint aaaa1111)
        KEEP      key ending in …0002 (fingerprint bbbb2222)
        replaced  2026-11-24 10:00 UTC
        why       planned replacement, at least every twelve months
        when      within the next days, please

      What to do

      1. Revoke the pair that is marked REVOKE, with its API secret.
      2. Leave the pair that is marked KEEP untouched: it is in use.
      3. Reply to our operations team when it is done.

      Access tokens that were made with the old pair need no action: they
      expire within the hour. The fingerprint is ours, to tell pairs apart
      without showing them; you do not need it to find the pair."
    `);
  });

  it('is urgent after a leak, and names the secret when the key stays', () => {
    expect(show(compose({ ...requested, reason: 'leak', sameKey: true }).support)).toMatchInlineSnapshot(`
      "urgent
      [octopus-cards production] URGENT: please invalidate the old API secret

      Hello, please invalidate the old API secret of our production account,
      NOW. It has been replaced and is not used any more.

        account     client id 42, production
        key         key ending in …0002 (fingerprint bbbb2222)
        KEEP        this key, with the secret it has now
        INVALIDATE  its secret from before 2026-11-24 10:00 UTC (aaaa1111)
        replaced    2026-11-24 10:00 UTC
        why         the old pair may be known to somebody who must not have it
        when        NOW

      What to do

      1. Keep this key. Both pairs have the same API key ending in …0002.
      2. Invalidate the secret that was used before 2026-11-24 10:00 UTC, and
         only that one.
      3. Reply to our operations team when it is done.

      Access tokens that were made with the old pair need no action: they
      expire within the hour. The fingerprint is ours, to tell pairs apart
      without showing them; you do not need it to find the pair."
    `);
  });

  it('reaches ops, ready to forward, while support has not confirmed', () => {
    const message = compose(requested).support;
    expect(show(message && forwardToSupport(requested, message))).toMatchInlineSnapshot(`
      "action
      [octopus-cards production] api: forward this mail to support

      No subscription of the support topic is confirmed, so support does not
      get the mail below.

      What to do

      1. Forward the text below to Octopus Cards support.
      2. Have support confirm the subscription that AWS mailed to them, or
         correct the address and deploy again.

      The mail to support

      ------------------------------------------------------------------------
      Subject: [octopus-cards production] please revoke the old API key

      Hello, please revoke the old API key of our production account. It has
      been replaced and is not used any more.

        account   client id 42, production
        REVOKE    key ending in …0001 (fingerprint aaaa1111)
        KEEP      key ending in …0002 (fingerprint bbbb2222)
        replaced  2026-11-24 10:00 UTC
        why       planned replacement, at least every twelve months
        when      within the next days, please

      What to do

      1. Revoke the pair that is marked REVOKE, with its API secret.
      2. Leave the pair that is marked KEEP untouched: it is in use.
      3. Reply to our operations team when it is done.

      Access tokens that were made with the old pair need no action: they
      expire within the hour. The fingerprint is ours, to tell pairs apart
      without showing them; you do not need it to find the pair.
      ------------------------------------------------------------------------"
    `);
  });
});

describe('RevocationWithdrawn', () => {
  const notice: Notice = { ...origin, kind: 'RevocationWithdrawn', pair: { ...oldPair, clientId: '42' } };

  it('tells support in words that cannot be misread', () => {
    expect(show(compose(notice).support)).toMatchInlineSnapshot(`
      "urgent
      [octopus-cards production] URGENT: do NOT revoke, our earlier request is withdrawn

      Hello, please do NOT revoke the pair below. If we asked you to revoke
      it, that request is withdrawn.

        account        client id 42, production
        DO NOT REVOKE  key ending in …0001 (fingerprint aaaa1111)

      The pair is in use again. Revoking it would cut off our live service.

      What to do

      1. Stop any work on our request to revoke this pair.
      2. If the pair is revoked already, tell our operations team at once."
    `);
  });

  it('tells ops what support was told', () => {
    expect(show(compose(notice).ops)).toMatchInlineSnapshot(`
      "info
      [octopus-cards production] api: revocation request withdrawn

      A pair of api (production) that was to be revoked is live again. Support
      was told not to revoke it.

        account        client id 42, production
        DO NOT REVOKE  key ending in …0001 (fingerprint aaaa1111)

      Nothing to do, unless support answers that it is revoked already: then
      stage a new pair at once."
    `);
  });
});
