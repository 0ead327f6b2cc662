import {
  DescribeSecretCommand,
  type DescribeSecretCommandOutput,
  GetResourcePolicyCommand,
  type SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { awsCall, unlessAws } from '../../lambda/runtime/aws-call.ts';
import { intakeNameOf, secretNameOf } from '../../lambda/secrets/credential-name.ts';
import { parseObject } from '../../lambda/secrets/json.ts';
import type { Origin } from '../../lambda/secrets/origin.ts';
import { fail, type Judgement, ok, together } from './finding.ts';
import { notThere } from './gathered.ts';
import { undoByHand } from './stack-fixes.ts';

/** Both secrets of a credential as `DescribeSecret` returns them; `undefined` for one that does not exist. */
export interface SecretFacts {
  readonly credential: DescribeSecretCommandOutput | undefined;
  readonly intake: DescribeSecretCommandOutput | undefined;
}

/** Their resource policies, as text; `undefined` for a secret that has none. */
export interface PolicyFacts {
  readonly credential: string | undefined;
  readonly intake: string | undefined;
}

export async function readSecrets(client: SecretsManagerClient, origin: Origin): Promise<SecretFacts> {
  const describe = (SecretId: string) => {
    const call = { operation: 'secretsmanager:DescribeSecret', target: SecretId };
    return unlessAws(
      notThere,
      awsCall(call, () => client.send(new DescribeSecretCommand({ SecretId }))),
    );
  };
  const { environment, credential } = origin;
  return {
    credential: await describe(secretNameOf(environment, credential)),
    intake: await describe(intakeNameOf(environment, credential)),
  };
}

export async function readPolicies(client: SecretsManagerClient, origin: Origin): Promise<PolicyFacts> {
  const policyOf = async (SecretId: string) => {
    const call = { operation: 'secretsmanager:GetResourcePolicy', target: SecretId };
    const asked = awsCall(call, () => client.send(new GetResourcePolicyCommand({ SecretId })));
    return (await unlessAws(notThere, asked))?.ResourcePolicy;
  };
  const { environment, credential } = origin;
  return {
    credential: await policyOf(secretNameOf(environment, credential)),
    intake: await policyOf(intakeNameOf(environment, credential)),
  };
}

/** What is missing or marked for deletion; `undefined` if both secrets can be used. */
export function judgeMissing(origin: Origin, { credential, intake }: SecretFacts): Judgement | undefined {
  const judged = [
    ...judgeThere(secretNameOf(origin.environment, origin.credential), credential, origin),
    ...judgeThere(intakeNameOf(origin.environment, origin.credential), intake, origin),
  ];
  const [first, ...others] = judged;
  return first && together(first, ...others);
}

function judgeThere(
  name: string,
  found: DescribeSecretCommandOutput | undefined,
  { environment }: Origin,
): readonly Judgement[] {
  if (found === undefined) return [fail(`${name} is not there`, undoByHand(environment))];
  if (found.DeletedDate === undefined) return [];
  return [
    fail(`${name} is marked for deletion`, {
      fix: 'restore it',
      command: `aws secretsmanager restore-secret --secret-id ${name}`,
    }),
  ];
}

/** The policy of an intake always denies reading; that of a credential only where the settings name its readers. */
export const judgePolicies =
  (environment: string) =>
  ({ credential, intake }: PolicyFacts): Judgement => {
    const isBroken = credential !== undefined && !deniesReading(credential);
    return together(
      ok(
        `both secrets exist; ${deniesReading(credential) ? 'both deny' : 'the intake denies'} reading to all but named roles`,
      ),
      ...(deniesReading(intake)
        ? []
        : [
            fail(
              'no policy on the intake denies reading: whoever may read secrets can read it',
              undoByHand(environment),
            ),
          ]),
      ...(isBroken ? [fail('the policy on the credential denies reading to nobody', undoByHand(environment))] : []),
    );
  };

const isEverybody = (principal: unknown): boolean =>
  principal === '*' || (typeof principal === 'object' && principal !== null && Reflect.get(principal, 'AWS') === '*');

/** Whether the policy denies reading to everybody but named roles. */
function deniesReading(text: string | undefined): boolean {
  const statements = [parseObject(text)?.Statement ?? []].flat();
  return statements.some(
    (statement) =>
      statement !== null &&
      typeof statement === 'object' &&
      Reflect.get(statement, 'Effect') === 'Deny' &&
      isEverybody(Reflect.get(statement, 'Principal')) &&
      [Reflect.get(statement, 'Action')].flat().includes('secretsmanager:GetSecretValue'),
  );
}
