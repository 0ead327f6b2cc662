import type { Behind } from '../handover/behind.ts';
import { type HandoverSettings, isAtOnce, isHandoverOver, latestRequest } from '../handover/hold.ts';
import { type LabelledCase, openCases } from '../secrets/cases.ts';
import type { Elsewhere } from '../secrets/elsewhere.ts';
import type { SecretView } from '../secrets/secret-view.ts';
import type { StateLabel } from '../secrets/state-label.ts';
import type { Snapshot } from './snapshot.ts';

/** How a function learns whether applications still use a pair that has been replaced. */
export interface HandoverPorts {
  readonly settings: HandoverSettings;
  /** What the other credentials of the environment hold. */
  readonly elsewhere: () => Promise<Elsewhere>;
  /** Who has not read the secret since the pair was replaced. Only the watch looks it up. Never fails. */
  readonly behind?: (due: StateLabel, view: SecretView) => Promise<Behind>;
}

type Seen = Pick<Snapshot, 'cases' | 'liveIsProven' | 'now'>;

export interface Findings {
  /** What a decision on these cases has to know, and no more. */
  readonly about: (view: SecretView, seen: Seen) => Promise<Pick<Snapshot, 'handover' | 'liveElsewhere' | 'behind'>>;
}

/** Looks up what a run has to know, each thing once: a look-up takes seconds. */
export function createFindings({ settings, elsewhere, behind: lookUp }: HandoverPorts): Findings {
  let others: Elsewhere | undefined;
  const behind: Record<string, Behind> = {};
  return {
    async about(view, { cases, liveIsProven, now }) {
      const open = openCases(cases);
      const ready = liveIsProven ? open.filter((one) => isReady(one, settings, now)) : [];
      const isAnyAsked = ready.length > 0 || open.some(({ label }) => label.state === 'requested');
      if (isAnyAsked) others ??= await elsewhere();
      for (const { pair, label } of ready) {
        if (lookUp !== undefined && mayWait(label, settings, now)) behind[pair] ??= await lookUp(label, view);
      }
      return { handover: settings, liveElsewhere: others?.live ?? {}, behind: { ...behind } };
    },
  };
}

/** Whether a reader that is behind would hold the request. */
const mayWait = (due: StateLabel, settings: HandoverSettings, now: string): boolean =>
  !due.requestBegun && !isAtOnce(due, settings) && now < latestRequest(due, settings);

const isReady = ({ label }: LabelledCase, settings: HandoverSettings, now: string): boolean =>
  label.state === 'due' && isHandoverOver(label, settings, now);
