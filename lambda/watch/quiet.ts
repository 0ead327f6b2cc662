import { type HandoverSettings, isHandoverOver } from '../handover/hold.ts';
import { currentVersion, isPending, type SecretView, stateLabels } from '../secrets/secret-view.ts';
import type { StateLabel } from '../secrets/state-label.ts';
import { remembered } from './memory.ts';

/**
 * Whether the labels show nothing that cannot wait for the full run: the live pair is known and well, no request is open
 * or has to be sent, and nobody has changed anything outside a rotation. Before the first pair there are no labels.
 */
export function isQuiet(view: SecretView, handover: HandoverSettings, now: string): boolean {
  const trouble = remembered.health(view)?.trouble?.kind;
  if (trouble !== undefined && trouble !== 'Inconclusive') return false;
  const current = currentVersion(view);
  const versions = Object.keys(view.stages).filter((versionId) => !isPending(view, versionId));
  const labels = versions.flatMap((versionId) =>
    stateLabels(view, versionId).map(({ label }) => ({ label, isCurrent: versionId === current })),
  );
  if (labels.length === 0) return true;
  const live = labels.filter(({ isCurrent }) => isCurrent).map(({ label }) => label);
  const others = labels.filter(({ isCurrent }) => !isCurrent).map(({ label }) => label);
  return live.length === 1 && live.every(isKnownLive) && others.every((label) => canWait(label, handover, now));
}

const isKnownLive = ({ state, unproven }: StateLabel): boolean => state === 'live' && unproven === undefined;

function canWait(label: StateLabel, handover: HandoverSettings, now: string): boolean {
  switch (label.state) {
    case 'due':
      return !isHandoverOver(label, handover, now);
    case 'live':
    case 'requested':
      return false;
    case 'staged':
    case 'rolled-back':
    case 'revoked':
      return true;
  }
}
