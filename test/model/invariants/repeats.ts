import type { Sight } from '../rehearsal.ts';
import { holds, type Invariant } from './invariant.ts';

/** A refusal is mailed once for each staged version and verdict, and once more for each run that was disturbed. */
export const invariant4RefusalsAreMailedOnce: Invariant = ({ rehearsal }) => {
  const counts = new Map<string, number>();
  for (const { attributes, body } of rehearsal.world.aws.mailbox) {
    if (attributes.notice === 'PairRefused') counts.set(body, (counts.get(body) ?? 0) + 1);
  }
  const most = Math.max(0, ...counts.values());
  holds(4, `a refusal was mailed ${most} times`, most <= Math.max(1, rehearsal.stagings) + rehearsal.disturbances);
};

/** At most 20 labels on a secret, in whatever order things happen: AWS allows no more. */
export const invariant4LabelsFit: Invariant = ({ now }) => {
  holds(4, 'more than 20 labels', Object.values(now.stages).flat().length <= 20);
};

/** Once nothing goes wrong any more, a run of the watch that comes again the same day changes nothing and mails nobody. */
export function invariant4RepeatsChangeNothing(before: Sight, now: Sight): void {
  holds(4, 'a repeated run moved labels', JSON.stringify(before.stages) === JSON.stringify(now.stages));
  holds(4, 'a repeated run mailed', before.mails === now.mails);
}
