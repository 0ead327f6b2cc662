import type { SecretView } from '../../lambda/secrets/secret-view.ts';
import { parseStateLabel, type StateLabel } from '../../lambda/secrets/state-label.ts';

/** The states that a version's labels tell: one, or two in the middle of a change. */
export const statesOf = (stages: SecretView['stages'], versionId: string): readonly StateLabel[] =>
  (stages[versionId] ?? []).map(parseStateLabel).filter((label) => label !== undefined);
