import type { Intake, StagedDocument } from '../intake/intake.ts';
import type { NotifiedVerdict, RecordedVerdict } from '../intake/verdict-label.ts';
import type { Notice } from '../notices/notice.ts';
import type { LoginOutcome } from '../octopus/outcome.ts';
import type { HandoverPorts } from '../revocation/findings.ts';
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
  readonly intake: Intake;
  readonly login: (pair: Pair) => Promise<LoginOutcome>;
  readonly notify: (notice: Notice) => Promise<void>;
  readonly clock: Clock;
  readonly record: (transition: Transition) => void;
  readonly handover: HandoverPorts;
}

/** The result of a step that did not fail; it is the `verdict` of the step's log line. */
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
  readonly verdict: RecordedVerdict;
  readonly because: string;
  readonly notice: Notice | undefined;
}

/** Somebody moved AWSCURRENT manually while a step ran, or a read lagged: the decision may be wrong by now. */
export const currentMoved = (): RotationError =>
  new RotationError('CurrentMoved', 'AWSCURRENT moved while this rotation ran; AWS tries it again');

interface Refusal extends Refused {
  /** @default 'createSecret' */
  readonly during?: 'createSecret' | 'testSecret';
  /** The pair that was refused. @default what lies in the intake, if it is one */
  readonly of?: Pair;
}

/** Whether ops was notified of this already: of a refusal once per staged version, of `NothingStaged` once per rotation. */
function wasNotified({ verdict: recorded }: StagedDocument, verdict: NotifiedVerdict, token: string): boolean {
  if (recorded === undefined || !recorded.notified.includes(verdict)) return false;
  return verdict !== 'NothingStaged' || recorded.token === token;
}

/**
 * Ends the step with a verdict: notifies ops if that has not been done, then records the verdict on the intake.
 * In this order, so that after a crash in between ops is notified twice and never not at all.
 */
export async function refuse(
  { token, intake, notify, record }: Rotation,
  stagedDocument: StagedDocument,
  { verdict, because, notice, during = 'createSecret', of }: Refusal,
): Promise<never> {
  const reported: NotifiedVerdict = during === 'testSecret' ? `test-${verdict}` : verdict;
  if (notice !== undefined && !wasNotified(stagedDocument, reported, token)) await notify(notice);
  const earlier = stagedDocument.verdict?.notified ?? [];
  const notified = notice === undefined ? earlier : [...new Set([...earlier, reported])];
  await intake.recordVerdict(stagedDocument, { verdict, token, notified });
  const { content } = stagedDocument;
  const pair = of ?? (content.kind === 'staged' ? content.pair : undefined);
  record({ what: 'refused', versionId: token, pair: pair && describePair(pair), why: verdict });
  throw new RotationError(verdict, because);
}
