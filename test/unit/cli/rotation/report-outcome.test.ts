import { describe, expect, it } from 'vitest';
import { reportOutcome, resultOf } from '../../../../cli/rotation/report-outcome.ts';
import type { Outcome } from '../../../../cli/rotation/rotation-progress.ts';
import { recordedVerdicts } from '../../../../lambda/intake/verdict-label.ts';

const reported = {
  origin: { environment: 'sandbox', credential: 'api' },
  followed: { token: 'token-1', own: undefined },
  pair: { maskedKey: '…0001', fingerprint: 'aaaa1111' },
} as const;
const say = (outcome: Outcome) => `${reportOutcome(outcome, reported).join('\n')}\n`;

describe('reportOutcome', () => {
  it('reports every verdict, what to do, and where to read on', () => {
    const reports = recordedVerdicts.map((verdict) => say({ kind: 'refused', verdict, during: 'createSecret' }));
    expect(reports.join('\n')).toMatchInlineSnapshot(`
      "Not promoted (NothingStaged). The intake is empty, so there is no pair to rotate to.
      The live pair does not change.
      Ask the account manager for a pair if none is on its way.
      When the pair has arrived, stage it:
        npm run octopus -- stage --environment sandbox --credential api
      See docs/operating.md, heading NothingStaged.

      Not decided (Unavailable). The vendor did not say whether it accepts the pair (rate limit, error or network); the pair stays staged.
      The live pair does not change.
      Wait until tomorrow: AWS tries this rotation again by itself.
      If the pair is not live by then, rotate:
        npm run octopus -- rotate --environment sandbox --credential api
      See docs/operating.md, heading Unavailable.

      Not promoted (AlreadyLive). The staged pair is already the live pair, so the intake was emptied.
      The live pair does not change.
      Check whether the staged pair is from the newest mail of the account manager.
      If it is, ask the account manager for a new pair.
      Stage the right pair:
        npm run octopus -- stage --environment sandbox --credential api
      See docs/operating.md, heading AlreadyLive.

      Not promoted (MalformedPair). The intake does not hold a valid pair.
      The live pair does not change.
      Read in the mail PairRefused what is wrong with it.
      Stage the pair again; the command removes what mail programs add:
        npm run octopus -- stage --environment sandbox --credential api
      See docs/operating.md, heading MalformedPair.

      Not promoted (LiveElsewhere). The staged pair is the live pair of another credential; each pair belongs to one credential, because revoking it for one would cut off the other.
      The live pair does not change.
      Ask the account manager for a pair of its own for this credential.
      Stage the new pair:
        npm run octopus -- stage --environment sandbox --credential api
      See docs/operating.md, heading LiveElsewhere.

      Not promoted (AwaitingRevocation). The staged pair is an old pair that is to be revoked.
      The live pair does not change.
      Check whether the staged pair is from the newest mail of the account manager.
      If it is, ask the account manager for a new pair.
      Stage the right pair:
        npm run octopus -- stage --environment sandbox --credential api
      See docs/operating.md, heading AwaitingRevocation.

      Not promoted (TooManyOutstanding). Too many old pairs are waiting to be revoked (at most 11); the pair stays staged.
      The live pair does not change.
      Ask support to revoke the old pairs for which they have a request.
      Then rotate:
        npm run octopus -- rotate --environment sandbox --credential api
      See docs/operating.md, heading TooManyOutstanding.

      Not promoted (Rejected). The vendor does not accept the staged pair (401): it is mistyped, revoked or belongs to the other environment.
      The live pair does not change.
      Compare the pair with the mail of the account manager.
      If they are the same, ask the account manager for a new pair.
      Stage the right pair:
        npm run octopus -- stage --environment sandbox --credential api
      See docs/operating.md, heading Rejected.

      Not promoted (EgressBlocked). The vendor does not allow our egress address (403); this says nothing about the pair, which stays staged.
      The live pair does not change.
      Ask the account manager to allow our egress addresses, which the mail PairRefused lists.
      Then rotate:
        npm run octopus -- rotate --environment sandbox --credential api
      See docs/operating.md, heading EgressBlocked.

      Not promoted (ClientMismatch). The staged pair belongs to another client account than the one that is expected.
      The live pair does not change.
      Ask the account manager for a pair of the right client account, which the mail PairRefused names.
      Stage the new pair:
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
      The mail PairPromoted says when support is asked to revoke the old pair, if there is one.

      Not promoted (Rejected). The vendor does not accept the staged pair (401): it is mistyped, revoked or belongs to the other environment.
      The live pair does not change.
      The pair was accepted before and is refused now. This rotation cannot succeed, so clear it first:
        npm run octopus -- unstick --environment sandbox --credential api
      Compare the pair with the mail of the account manager.
      If they are the same, ask the account manager for a new pair.
      Stage the right pair:
        npm run octopus -- stage --environment sandbox --credential api
      See docs/operating.md, heading Rejected.

      Somebody else staged another pair after yours, and yours was not seen in the rotation.
      The mail to ops (PairPromoted or PairRefused) names the fingerprint of the pair that the rotation took. Yours is aaaa1111.
      Agree with them which pair should be live, then stage that pair:
        npm run octopus -- stage --environment sandbox --credential api

      The rotation was abandoned: AWSPENDING was removed from its version, and nothing was promoted.
      Somebody ran "octopus unstick", wrote a value manually, or started another rotation. To see what is staged now:
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
