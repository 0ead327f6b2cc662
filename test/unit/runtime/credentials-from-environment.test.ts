import { afterEach, expect, it, vi } from 'vitest';
import { defaultProvider } from '../../../lambda/runtime/credentials-from-environment.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

const own = {
  AWS_ACCESS_KEY_ID: 'id-of-alice',
  AWS_SECRET_ACCESS_KEY: 'secret-of-alice',
  AWS_SESSION_TOKEN: 'session',
};

function credentialsFrom(variables: Record<string, string | undefined>) {
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
  return defaultProvider()();
}

it('gives what Lambda put into the environment', async () => {
  const credentials = { accessKeyId: 'id-of-alice', secretAccessKey: 'secret-of-alice' };
  expect(await credentialsFrom(own)).toEqual({ ...credentials, sessionToken: 'session' });
  expect(await credentialsFrom({ ...own, AWS_SESSION_TOKEN: undefined })).toEqual(credentials);
});

it.each(['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'])('says that %s is missing, and no value', async (name) => {
  const refusal = expect(credentialsFrom({ ...own, [name]: undefined })).rejects;
  await refusal.toMatchObject({
    name: 'CredentialsMissing',
    message: `the environment holds no ${name}; Lambda sets it from the role of the function`,
  });
});
