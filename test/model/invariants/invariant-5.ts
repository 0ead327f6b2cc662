import type { World } from '../../../local/world.ts';
import { storedIn } from '../stored.ts';
import { type Invariant, InvariantBroken } from './broken.ts';

/** No API secret, no full API key and no token is ever in a log, notice, error, label or queue. */
export const invariant5NoSecretIsWritten: Invariant = (world) => {
  const written = everythingWritten(world);
  for (const secret of ['test-key-', 'secret-of-', tokenHead])
    if (written.includes(secret)) throw new InvariantBroken(5, `"${secret}…" was written`);
};

/** How all tokens of the vendor's fake begin: `{"alg":"none",…` in base64. */
const tokenHead = Buffer.from('{"alg":"none",').toString('base64url');

/** All pairs of the model begin alike, so that one search finds each. */
function everythingWritten(world: World): string {
  const labels = (['credential', 'intake'] as const).flatMap((secret) =>
    storedIn(world, secret).versions.flatMap((version) => version.labels),
  );
  return JSON.stringify([world.log, world.aws.mailbox, world.aws.events, labels]);
}
