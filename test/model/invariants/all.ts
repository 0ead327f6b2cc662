import type { Invariant } from './broken.ts';
import { invariant1OnlyAcceptedPairsArePending, invariant1OnlyAcceptedPairsGoLive } from './invariant-1.ts';
import { invariant2NoStagedPairIsLost } from './invariant-2.ts';
import {
  invariant3NeverTheLivePair,
  invariant3RequestAfterARollback,
  invariant3RequestForEveryReplacement,
  invariant3UrgentRequestsDoNotWait,
} from './invariant-3.ts';
import { invariant4EndStateIsSettled, invariant4MailsAreNotRepeated } from './invariant-4.ts';
import { invariant5NoSecretIsWritten } from './invariant-5.ts';
import { invariant6FewLogins, invariant6NeverLoggedOut } from './invariant-6.ts';
import { invariant7OneEnvironment } from './invariant-7.ts';
import {
  invariant8UnknownIsNotAccepted,
  invariant8UnknownIsNotDead,
  invariant8UnknownIsNotRevoked,
} from './invariant-8.ts';
import { createInvariant9AgeNeverShrinks, invariant9NoFalseSuccess } from './invariant-9.ts';
import { invariant10NothingIsDenied } from './invariant-10.ts';
import { invariant11NoApplicationIsCutOff } from './invariant-11.ts';

/** What holds after every command. */
export const createInvariantsAlways = (): readonly Invariant[] => [
  invariant1OnlyAcceptedPairsGoLive,
  invariant1OnlyAcceptedPairsArePending,
  invariant2NoStagedPairIsLost,
  invariant3NeverTheLivePair,
  invariant4MailsAreNotRepeated,
  invariant5NoSecretIsWritten,
  invariant6NeverLoggedOut,
  invariant6FewLogins,
  invariant7OneEnvironment,
  invariant8UnknownIsNotRevoked,
  invariant8UnknownIsNotDead,
  invariant8UnknownIsNotAccepted,
  invariant9NoFalseSuccess,
  createInvariant9AgeNeverShrinks(),
  invariant10NothingIsDenied,
  invariant11NoApplicationIsCutOff,
];

/** What holds once all faults are over and a day of watch has passed: nothing that is urgent waits. */
export const invariantsAfterADay: readonly Invariant[] = [invariant3UrgentRequestsDoNotWait];

/** What holds once all faults are over and every hand-over has ended. */
export const invariantsInTheEnd: readonly Invariant[] = [
  invariant3RequestForEveryReplacement,
  invariant3RequestAfterARollback,
  invariant4EndStateIsSettled,
];
