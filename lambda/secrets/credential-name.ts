const credentialName = /^[a-z0-9-]{1,40}$/;

export const isCredentialName = (text: string): boolean => credentialName.test(text);

/** The secret that applications read. */
export const secretNameOf = (environment: string, credential: string): string =>
  `octopus-cards/${environment}/${credential}`;

/** The name of a credential's intake secret. */
export const intakeNameOf = (environment: string, credential: string): string =>
  `${secretNameOf(environment, credential)}/intake`;

/** The credential's name, from the ARN of its secret: a name plus `-` and six characters that AWS adds. */
export function credentialOf(secretId: string, environment: string): string | undefined {
  const name = secretId.replace(/^arn:[\w-]+:secretsmanager:[\w-]+:\d{12}:secret:/, '').replace(/-\w{6}$/, '');
  const [app, place, credential, ...rest] = name.split('/');
  const isOurs = app === 'octopus-cards' && place === environment && rest.length === 0;
  return isOurs && secretId.startsWith('arn:') && isCredentialName(credential ?? '') ? credential : undefined;
}
