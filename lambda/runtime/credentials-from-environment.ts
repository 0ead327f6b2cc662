import type { SecretsManagerClientConfig } from '@aws-sdk/client-secrets-manager';

type Credentials = Exclude<NonNullable<SecretsManagerClientConfig['credentials']>, () => unknown>;

export class CredentialsMissing extends Error {
  override readonly name = 'CredentialsMissing';
}

/**
 * Takes the place of the SDK's credential chain in the bundle. Lambda puts the role's credentials into the environment
 * and nowhere else; the rest of the chain (files, SSO, metadata services) is 120 kB that every cold start would load.
 */
export const defaultProvider = () => async (): Promise<Credentials> => {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = process.env;
  if (!AWS_ACCESS_KEY_ID) throw missing('AWS_ACCESS_KEY_ID');
  if (!AWS_SECRET_ACCESS_KEY) throw missing('AWS_SECRET_ACCESS_KEY');
  return {
    accessKeyId: AWS_ACCESS_KEY_ID,
    secretAccessKey: AWS_SECRET_ACCESS_KEY,
    ...(AWS_SESSION_TOKEN && { sessionToken: AWS_SESSION_TOKEN }),
  };
};

const missing = (name: string) =>
  new CredentialsMissing(`the environment holds no ${name}; Lambda sets it from the role of the function`);
