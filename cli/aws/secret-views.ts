import type { SecretView } from '../../lambda/secrets/secret-view.ts';

/** The labels of both secrets at one moment. The credential is read first: `wasTaken` of a rotation relies on it. */
export interface SecretViews {
  readonly credential: SecretView;
  readonly intake: SecretView;
}
