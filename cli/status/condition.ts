import type { RefusingVerdict } from '../../lambda/intake/refusing-verdict.ts';
import type { Reason } from '../../lambda/secrets/state-label.ts';

/** One thing that labels say about a credential. Days are whole days, UTC. */
export type Condition =
  | { readonly kind: 'wrong-pair-revoked' | 'live-pair-dead' | 'value-broken'; readonly days: number }
  | { readonly kind: 'inconclusive'; readonly days: number }
  | { readonly kind: 'rollback-cut-off' | 'rotation-off' | 'unproven' | 'unreconciled' | 'fresh' }
  | { readonly kind: 'pair-refused'; readonly verdict: RefusingVerdict; readonly during: 'createSecret' | 'testSecret' }
  | { readonly kind: 'stuck'; readonly days: number; readonly pairIsStaged: boolean }
  | { readonly kind: 'pair-staged' | 'rotating' | 'waiting-for-a-pair' | 'waiting-for-the-first-pair' }
  | { readonly kind: 'overdue' | 'due' | 'rolled-back'; readonly days: number }
  | { readonly kind: 'revocation-outstanding'; readonly count: number; readonly days: number; readonly reason?: Reason }
  /** Support is asked once the live pair has logged in. */
  | { readonly kind: 'revocation-to-come'; readonly count: number };
