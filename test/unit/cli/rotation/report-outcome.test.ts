import { describe, expect, it } from 'vitest';
import { reportOutcome, resultOf } from '../../../../cli/rotation/report-outcome.ts';
import type { Outcome } from '../../../../cli/rotation/rotation-progress.ts';
import { leftVerdicts } from '../../../../lambda/intake/verdict-label.ts';

const reported = {
  origin: { environment: 'sandbox', credential: 'api' },
  followed: { token: 'token-1', own: undefined },
  pair: { maskedKey: '…0001', fingerprint: 'aaaa1111' },
} as const;
const say = (outcome: Outcome) => `${reportOutcome(outcome, reported).join('\n')}\n`;

describe('reportOutcome', () => {
  it('reports every verdict, what to do, and where to read on', () => {
    const reports = leftVerdicts.map((verdict) => say({ kind: 'refused', verdict, during: 'createSecret' }));
    expect(reports.join('\n')).toMatchInlineSnapshot(`
      "Not promoted (NothingStaged). The intake is empty, so there is no pair to rotate to.
      The live pair does not change.
      Ask the account manager for a pair, unless you have done so. When it arrives:
        npm run octopus -- stage --environment sandbox --credential api
      See docs/operating.md, heading NothingStaged.

      Not decided (Unavailable). The login was inconclusive (rate limit, error or network). The pair stays staged.
      The live pair does not change.
      Nothing: AWS retries this rotation by itself. If the pair is not live tomorrow:
        npm run octopus -- rotate --environment sandbox --credential api
      See docs/operating.md, heading Unavailable.

      Not promoted (AlreadyLive). The staged pair is already live. The intake was emptied.
      The live pair does not change.
      Check that the pair is from the newest mail of the account manager, or ask for a new one. Then:
        npm run octopus -- stage --environment sandbox --credential api
      See docs/operating.md, heading AlreadyLive.

      Not promoted (MalformedPair). The staged document does not hold a pair.
      The live pair does not change.
      Stage it again; the mail PairRefused says what was wrong:
        npm run octopus -- stage --environment sandbox --credential api
      See docs/operating.md, heading MalformedPair.

      Not promoted (AwaitingRevocation). Support was asked to revoke the staged pair.
      The live pair does not change.
      Check that the pair is from the newest mail of the account manager, or ask for a new one. Then:
        npm run octopus -- stage --environment sandbox --credential api
      See docs/operating.md, heading AwaitingRevocation.

      Not promoted (TooManyOutstanding). Too many old pairs are waiting to be revoked (at most 11 may). The pair stays staged.
      The live pair does not change.
      Have support revoke the outstanding pairs. Then:
        npm run octopus -- rotate --environment sandbox --credential api
      See docs/operating.md, heading TooManyOutstanding.

      Not promoted (Rejected). The vendor does not accept the pair: it is mistyped, revoked, or of the other environment.
      The live pair does not change.
      Compare it with the mail and stage it again, or ask for a new one:
        npm run octopus -- stage --environment sandbox --credential api
      See docs/operating.md, heading Rejected.

      Not promoted (EgressBlocked). The vendor blocks our egress address. That says nothing about the pair, which stays staged.
      The live pair does not change.
      Have the account manager allow our egress addresses; the mail PairRefused names them. Then:
        npm run octopus -- rotate --environment sandbox --credential api
      See docs/operating.md, heading EgressBlocked.

      Not promoted (ClientMismatch). The pair belongs to the wrong client account.
      The live pair does not change.
      Ask the account manager for a pair of the right account; the mail PairRefused names both. Then:
        npm run octopus -- stage --environment sandbox --credential api
      See docs/operating.md, heading ClientMismatch.
      "
    `);
  });

  it('reports every other outcome', () => {
    const outcomes: readonly Outcome[] = [
      { kind: 'promoted' },
      { kind: 'refused', verdict: 'Rejected', during: 'testSecret' },
      { kind: 'overwritten' },
      { kind: 'abandoned' },
      { kind: 'unfinished' },
    ];
    expect(outcomes.map(say).join('\n')).toMatchInlineSnapshot(`
      "Promoted: key ending in …0001 (fingerprint aaaa1111) is live, as version token-1.
      The mail PairPromoted names the old pair that support was asked to revoke, if any.

      Not promoted (Rejected). The vendor does not accept the pair: it is mistyped, revoked, or of the other environment.
      The live pair does not change.
      The pair was accepted before and is refused now. This rotation cannot succeed, so clear it first:
        npm run octopus -- unstick --environment sandbox --credential api
      Compare it with the mail and stage it again, or ask for a new one:
        npm run octopus -- stage --environment sandbox --credential api
      See docs/operating.md, heading Rejected.

      Somebody else staged another pair after yours, and yours was not seen in the rotation.
      The mail to ops (PairPromoted or PairRefused) names the fingerprint of the pair that the rotation took. Yours is aaaa1111.
      Agree with them which pair should be live, then stage that pair:
        npm run octopus -- stage --environment sandbox --credential api

      The rotation was abandoned: AWSPENDING was removed from its version, and nothing was promoted.
      Somebody ran "octopus unstick", wrote a value by hand, or started another rotation. To see what is staged now:
        npm run octopus -- status --environment sandbox --credential api

      The rotation has not ended within 3 minutes. It may still end: AWS retries a failed step by itself.
      The log line of its last step says why; its "verdict" is a heading in docs/operating.md:
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
