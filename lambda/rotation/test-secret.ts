import { readAgain } from '../runtime/read-again.ts';
import { parseCredentialValue } from '../secrets/credential-value.ts';
import type { Pair } from '../secrets/pair.ts';
import type { SecretVersion } from '../secrets/secret-store.ts';
import { type SecretView, stateOf } from '../secrets/secret-view.ts';
import { parseStateLabel } from '../secrets/state-label.ts';
import { foreignPending } from './create-secret.ts';
import { refusalByLogin } from './judge.ts';
import { type Rotation, refuse, type StepVerdict } from './rotation.ts';
import { RotationError } from './rotation-error.ts';

/** Logs in with what is stored, not with what was checked: the last moment before applications get it. */
export async function testSecret(rotation: Rotation, view: SecretView): Promise<StepVerdict> {
  const { token } = rotation;
  const pending = await readPending(rotation);
  const isOurs = stateOf(view, token)?.state === 'staged' || isStagedByUs(pending, token);
  if (!isOurs) return await testConfiguration(rotation, pending);
  const value = parseCredentialValue(pending.text);
  if (value.kind !== 'pair') throw foreignPending(token);

  const outcome = await rotation.login(value.pair);
  if (outcome.kind === 'accepted') return 'Accepted';
  const stagedDocument = await rotation.intake.read();
  const refused = refusalByLogin(rotation, outcome, stagedDocument, 'testSecret', value.pair);
  return await refuse(rotation, stagedDocument, { ...refused, during: 'testSecret', of: value.pair });
}

/** The pending version with its value, read again for a while: reads may lag behind createSecret's put. */
export async function readPending({ credential, token, clock }: Rotation): Promise<SecretVersion> {
  const read = () => credential.read({ versionId: token, stage: 'AWSPENDING' });
  const pending = await readAgain(read, (version?: SecretVersion) => version !== undefined, clock);
  if (pending !== undefined) return pending;
  throw new RotationError(
    'PendingNotReadable',
    `the pending version ${token} has no value; AWS tries again from createSecret`,
  );
}

const isStagedByUs = ({ stages }: SecretVersion, token: string): boolean =>
  stages.map(parseStateLabel).some((label) => label?.state === 'staged' && label.versionId === token);

/**
 * When a rotation is only being configured, Secrets Manager passes a copy of the live value as pending:
 * the placeholder passes, with a pair it logs in, and any other value was stored by somebody else.
 */
async function testConfiguration(rotation: Rotation, pending: SecretVersion): Promise<StepVerdict> {
  const live = await rotation.credential.read({ stage: 'AWSCURRENT' });
  if (pending.text !== live?.text) throw foreignPending(rotation.token);
  const value = parseCredentialValue(pending.text);
  switch (value.kind) {
    case 'placeholder':
      return 'PlaceholderTested';
    case 'broken':
      throw new RotationError('LiveValueBroken', 'the live value is not a pair; stage a pair and rotate');
    case 'pair':
      return await testLivePair(rotation, value.pair);
  }
}

async function testLivePair({ login }: Rotation, pair: Pair): Promise<StepVerdict> {
  const outcome = await login(pair);
  switch (outcome.kind) {
    case 'accepted':
      return 'ConfigurationTested';
    case 'rejected':
      throw new RotationError('Rejected', 'the vendor does not accept the live pair');
    case 'blocked':
      throw new RotationError(
        'EgressBlocked',
        'the vendor does not allow our egress address; ask the account manager to allow it',
      );
    case 'unavailable':
      throw new RotationError(
        'Unavailable',
        `the vendor did not say whether it accepts the live pair (${outcome.code})`,
      );
  }
}
