import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { isCredentialName, secretNameOf } from '../../lambda/secrets/credential-name.ts';
import { createSecretStore } from '../../lambda/secrets/secret-store.ts';
import { notAws } from '../aws/explain-aws-error.ts';
import { withFunctions } from '../aws/functions.ts';
import { listSecrets, noCredentials } from '../aws/list-credentials.ts';
import { describePlace } from '../aws/target.ts';
import { CommandError } from '../command-line/command-error.ts';
import { exitCodes, type Result } from '../command-line/result.ts';
import type { Context } from '../world/context.ts';
import { type Aws, withAws } from './clients.ts';
import { describeFindings } from './describe-findings.ts';
import { type Examined, examineCredential, examineEnvironment } from './examine.ts';
import type { Finding } from './finding.ts';

export const runDoctor = (context: Context): Promise<Result> =>
  withAws(context, (aws) =>
    withFunctions(context, (functions) => examine(context, { ...context.world, aws, functions })),
  );

async function examine(context: Context, examined: Examined): Promise<Result> {
  const { world, options } = context;
  const { environment } = options;
  const { arn, credentials } = await findCredentials(context, examined.aws);
  const reported: (Finding & { readonly credential: string | null })[] = [];
  const report = (credential: string | null, findings: readonly Finding[]) => {
    for (const line of describeFindings(findings)) world.terminal.print(line);
    reported.push(...findings.map((finding) => ({ credential, ...finding })));
  };
  const which = options.credential === undefined ? 'all credentials' : `credential ${options.credential}`;
  world.terminal.print(describePlace(arn, `environment ${environment}, ${which}`));
  report(null, await examineEnvironment(environment, examined));
  // One after the other: each logs in, and the vendor counts logins by the minute.
  for (const credential of credentials) {
    world.terminal.print(`Credential ${credential}`);
    report(credential, await examineCredential({ environment, credential }, examined));
  }
  const needsPerson = reported.some(({ status }) => status !== 'ok');
  const [, , , region, account] = arn.split(':');
  return {
    exitCode: needsPerson ? exitCodes.failed : exitCodes.done,
    data: { environment, account, region, needsPerson, checks: reported },
  };
}

interface Found {
  /** The ARN of one of the secrets, which contains account and region. */
  readonly arn: string;
  readonly credentials: readonly string[];
}

async function findCredentials({ options }: Context, { secretsManager }: Aws): Promise<Found> {
  const { environment, credential } = options;
  if (credential !== undefined) {
    const { arn } = await createSecretStore(secretsManager, secretNameOf(environment, credential)).describe();
    // The SDK accepts any JSON as a response.
    if (!arn.startsWith('arn:')) throw new CommandError('Failed', notAws);
    return { arn, credentials: [credential] };
  }
  return await findAll(secretsManager, environment);
}

/** Also finds an intake whose credential is gone. */
async function findAll(secretsManager: SecretsManagerClient, environment: string): Promise<Found> {
  const listed = await listSecrets(secretsManager, secretNameOf(environment, ''));
  const names = listed.map(({ name }) => name.replace(/\/intake$/, '')).filter(isCredentialName);
  const [first] = listed;
  if (first === undefined || names.length === 0) throw noCredentials(environment);
  return { arn: first.arn, credentials: [...new Set(names)] };
}
