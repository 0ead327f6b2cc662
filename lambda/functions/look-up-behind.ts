import type { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import type { Behind } from '../handover/behind.ts';
import { createEventHistory } from '../handover/event-history.ts';
import { lookUpReaders } from '../handover/look-up-readers.ts';
import type { Clock } from '../runtime/clock.ts';
import type { SecretView } from '../secrets/secret-view.ts';
import type { StateLabel } from '../secrets/state-label.ts';

interface Around {
  readonly cloudTrail: () => Promise<CloudTrailClient>;
  readonly clock: Clock;
  readonly named: readonly string[];
  readonly environment: string;
}

/** Who has not read the secret since a pair was replaced. Never fails. */
export async function lookUpBehind(
  { cloudTrail: client, clock, named, environment }: Around,
  { arn, name, keyArn }: SecretView,
  { at, versionId }: StateLabel,
): Promise<Behind> {
  const history = createEventHistory({ client, clock, secret: { arn, name }, keyArn });
  const found = await lookUpReaders(history, { at, versionId }, { now: clock.now(), named, environment });
  return { readers: found.readers.filter(({ isBehind }) => isBehind), notLookedUp: found.notLookedUp };
}
