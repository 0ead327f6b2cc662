import {
  invariant1OnlyAcceptedPairsAreStaged,
  invariant1OnlyAcceptedPairsGoLive,
  invariant2NoStagedPairIsLost,
} from './going-live.ts';
import type { Invariant } from './invariant.ts';
import { invariant4LabelsFit, invariant4RefusalsAreMailedOnce } from './repeats.ts';
import { invariant3LeaksAreUrgent, invariant3TheLivePairIsNeverToBeRevoked } from './requests.ts';
import { invariant5NothingIsQuoted, invariant7EnvironmentsNeverMeet, invariant10NothingIsDenied } from './secrecy.ts';
import { invariant6FewLoginsAndNoLogout, invariant8UnknownIsNotDead, invariant9NoPairGetsYounger } from './vendor.ts';

/** The invariants of which something can be said at any time. */
export const invariants: readonly Invariant[] = [
  invariant1OnlyAcceptedPairsGoLive,
  invariant1OnlyAcceptedPairsAreStaged,
  invariant2NoStagedPairIsLost,
  invariant3TheLivePairIsNeverToBeRevoked,
  invariant3LeaksAreUrgent,
  invariant4RefusalsAreMailedOnce,
  invariant4LabelsFit,
  invariant5NothingIsQuoted,
  invariant6FewLoginsAndNoLogout,
  invariant7EnvironmentsNeverMeet,
  invariant8UnknownIsNotDead,
  invariant9NoPairGetsYounger,
  invariant10NothingIsDenied,
];
