import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../../cli/progress.ts';
import { reportOutcome, resultOf } from '../../../cli/report.ts';
import { recordedVerdicts } from '../../../lambda/intake/verdict-label.ts';

const reported = {
  origin: { environment: 'sandbox', credential: 'api' },
  followed: { token: 'token-1', own: undefined },
  pair: { maskedKey: '…0001', fingerprint: 'aaaa1111' },
} as const;
const say = (outcome: Outcome) => `${reportOutcome(outcome, reported).join('\n')}\n`;

describe('reportOutcome', () => {
  it('tells every verdict, what to do, and where to read on', () => {
    const told = recordedVerdicts.map((verdict) => say({ kind: 'refused', verdict, during: 'createSecret' }));
    expect(told.join('\n')).toMatchInlineSnapshot(`
      "Not promoted (NothingStaged). The intake is empty, so there was nothing to rotate to.
      The live pair stays as it is.
      Ask the account manager for a pair if none is on its way. When it is there:
        npm run octopus -- stage --environment sandbox --credential api
      See docs/operating.md, heading NothingStaged.

      Not decided (Unavailable). The vendor gave no verdict (rate limit, error or network). Nothing is known about the pair, which stays staged.
      The live pair stays as it is.
      Nothing to do: AWS tries this rotation again by itself. If it is not live tomorrow:
        npm run octopus -- rotate --environment sandbox --credential api
      See docs/operating.md, heading Unavailable.

      Not promoted (AlreadyLive). The staged pair is the one that is live already. The intake was emptied.
      The live pair stays as it is.
      Check that the pair is from the newest mail of the account manager, or ask for a new one. Then:
        npm run octopus -- stage --environment sandbox --credential api
      See docs/operating.md, heading AlreadyLive.

      Not promoted (MalformedPair). What is in the intake is no pair.
      The live pair stays as it is.
      Stage it again; the mail PairRefused says what was wrong:
        npm run octopus -- stage --environment sandbox --credential api
      See docs/operating.md, heading MalformedPair.

      Not promoted (AwaitingRevocation). The staged pair is an old one that support was asked to revoke.
      The live pair stays as it is.
      Check that the pair is from the newest mail of the account manager, or ask for a new one. Then:
        npm run octopus -- stage --environment sandbox --credential api
      See docs/operating.md, heading AwaitingRevocation.

      Not promoted (TooManyOutstanding). Too many old pairs wait to be revoked (11 at most). The pair stays staged.
      The live pair stays as it is.
      Have support revoke those that they were asked for. Then:
        npm run octopus -- rotate --environment sandbox --credential api
      See docs/operating.md, heading TooManyOutstanding.

      Not promoted (Rejected). The vendor does not accept the pair: it is mistyped, revoked, or of the other environment.
      The live pair stays as it is.
      Compare it with the mail and stage it again, or ask for a new one:
        npm run octopus -- stage --environment sandbox --credential api
      See docs/operating.md, heading Rejected.

      Not promoted (EgressBlocked). The vendor does not allow the address that we come from. It says nothing about the pair, which stays staged.
      The live pair stays as it is.
      Have the account manager allow our egress addresses; the mail PairRefused names them. Then:
        npm run octopus -- rotate --environment sandbox --credential api
      See docs/operating.md, heading EgressBlocked.

      Not promoted (ClientMismatch). The pair belongs to another client account than expected.
      The live pair stays as it is.
      Ask the account manager for a pair of the right one; the mail PairRefused names both. Then:
        npm run octopus -- stage --environment sandbox --credential api
      See docs/operating.md, heading ClientMismatch.
      "
    `);
  });

  it('tells every other outcome', () => {
    const outcomes: readonly Outcome[] = [
      { kind: 'promoted' },
      { kind: 'refused', verdict: 'Rejected', during: 'testSecret' },
      { kind: 'overwritten' },
      { kind: 'abandoned' },
      { kind: 'unfinished' },
    ];
    expect(outcomes.map(say).join('\n')).toMatchInlineSnapshot(`
      "Promoted: key ending in …0001 (fingerprint aaaa1111) is live, as version token-1.
      The mail PairPromoted tells ops which old pair support was asked to revoke, if there was one.

      Not promoted (Rejected). The vendor does not accept the pair: it is mistyped, revoked, or of the other environment.
      The live pair stays as it is.
      The pair was accepted before and is refused now; this rotation cannot get over it, so clear it first:
        npm run octopus -- unstick --environment sandbox --credential api
      Compare it with the mail and stage it again, or ask for a new one:
        npm run octopus -- stage --environment sandbox --credential api
      See docs/operating.md, heading Rejected.

      Somebody else staged another pair after yours, and yours was not seen being taken.
      The mail to ops (PairPromoted or PairRefused) names the fingerprint of the pair that the rotation took. Yours is aaaa1111.
      Agree with them which pair is to be live, then stage that one:
        npm run octopus -- stage --environment sandbox --credential api

      The rotation was given up: AWSPENDING is gone from its version, and nothing was promoted.
      Somebody ran "octopus unstick", put a value by hand, or began another rotation. What is staged now, and what to do:
        npm run octopus -- status --environment sandbox --credential api

      Nothing came of the rotation within 3 minutes. It may still go on: AWS tries a failed step again by itself.
      The log line of its last step tells why; its "verdict" is a heading in docs/operating.md:
        aws logs tail /aws/lambda/octopus-cards-sandbox-rotate --since 1h
      "
    `);
  });

  it('is done only when the pair was promoted', () => {
    expect(resultOf({ kind: 'promoted' }, reported)).toStrictEqual({
      exitCode: 0,
      data: {
        environment: 'sandbox',
        credential: 'api',
        outcome: 'promoted',
        token: 'token-1',
        maskedKey: '…0001',
        fingerprint: 'aaaa1111',
      },
    });
    const refused: Outcome = { kind: 'refused', verdict: 'Unavailable', during: 'createSecret' };
    expect(resultOf(refused, reported)).toMatchObject({ exitCode: 1, data: { verdict: 'Unavailable' } });
  });
});
