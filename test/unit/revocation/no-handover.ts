import type { HandoverPorts } from '../../../lambda/revocation/findings.ts';
import type { Snapshot } from '../../../lambda/revocation/snapshot.ts';

/** Settings without a hand-over: support is asked at once. */
export const atOnce = { hours: 0, atMostDays: 14 } as const;

export const noHandover: HandoverPorts = { settings: atOnce, elsewhere: async () => ({ live: {}, open: {} }) };

export const nothingFound: Pick<Snapshot, 'handover' | 'liveElsewhere' | 'behind'> = {
  handover: atOnce,
  liveElsewhere: {},
  behind: {},
};
