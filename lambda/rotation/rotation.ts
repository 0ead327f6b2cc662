import type { Letter, Mailbox } from '../intake/mailbox.ts';
import type { LeftVerdict, ToldVerdict } from '../intake/verdict-label.ts';
import type { Notice } from '../notices/notice.ts';
import type { LoginOutcome } from '../octopus/outcome.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Origin } from '../secrets/origin.ts';
import { describePair, type Pair } from '../secrets/pair.ts';
import type { SecretStore } from '../secrets/secret-store.ts';
import type { Transition } from '../secrets/transition.ts';
import { RotationError } from './rotation-error.ts';

/** What one step of one rotation works with. */
export interface Rotation {
  readonly token: string;
  readonly origin: Origin;
  readonly baseUrl: string;
  /** The client account that the configuration names for this credential. */
  readonly configuredClientId: string | undefined;
  readonly egress: readonly string[];
  readonly credential: SecretStore;
  readonly mailbox: Mailbox;
  readonly login: (pair: Pair) => Promise<LoginOutcome>;
  readonly notify: (notice: Notice) => Promise<void>;
  readonly clock: Clock;
  readonly record: (transition: Transition) => void;
}

/** What came of a step that did not fail; it is the `verdict` of the step's log line. */
export type StepVerdict =
  | 'AlreadyCurrent'
  | 'AlreadyStaged'
  | 'Accepted'
  | 'NothingToSet'
  | 'ConfigurationTested'
  | 'PlaceholderTested'
  | 'Promoted'
  | 'Completed';

/** A verdict against what is staged: what the error says, and what ops is mailed, if anything. */
export interface Refused {
  readonly verdict: LeftVerdict;
  readonly because: string;
  readonly notice: Notice | undefined;
}

/** Somebody moved the live value by hand while a step ran, or a read lags: what was decided may be wrong by now. */
export const currentMoved = (): RotationError =>
  new RotationError('CurrentMoved', 'AWSCURRENT moved while this rotation ran; it will be tried again');

interface Refusal extends Refused {
  /** @default 'createSecret' */
  readonly during?: 'createSecret' | 'testSecret';
  /** The pair that was refused. @default what lies in the mailbox, if it is one */
  readonly of?: Pair;
}

/** Whether ops was told this already: a refusal once per staged version, `NothingStaged` once per rotation. */
function wasTold({ verdict }: Letter, told: ToldVerdict, token: string): boolean {
  if (verdict === undefined || !verdict.told.includes(told)) return false;
  return told !== 'NothingStaged' || verdict.token === token;
}

/**
 * Ends the step with a verdict: mails ops if it has not been told, then leaves the verdict on the intake.
 * In this order, so that a crash in between tells it twice and never not at all.
 */
export async function refuse(
  { token, mailbox, notify, record }: Rotation,
  letter: Letter,
  { verdict, because, notice, during = 'createSecret', of }: Refusal,
): Promise<never> {
  const told: ToldVerdict = during === 'testSecret' ? `test-${verdict}` : verdict;
  if (notice !== undefined && !wasTold(letter, told, token)) await notify(notice);
  const earlier = letter.verdict?.told ?? [];
  const all = notice === undefined ? earlier : [...new Set([...earlier, told])];
  await mailbox.leave(letter, { verdict, token, told: all });
  const { document } = letter;
  const pair = of ?? (document.kind === 'staged' ? document.pair : undefined);
  record({ what: 'refused', versionId: token, pair: pair && describePair(pair), why: verdict });
  throw new RotationError(verdict, because);
}
