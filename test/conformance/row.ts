import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { SNSClient } from '@aws-sdk/client-sns';
import type { AnAws, aSecret } from '../local/aws/an-aws.ts';

/** The source of a fact about AWS: an answer that a public test suite recorded, or AWS's documentation. */
export type Source = 'recorded' | 'API reference' | 'user guide';

/** One known fact about AWS. `npm run conformance` prints all of them. */
export type Row = AnswerRow | RunningRow | NotModelledRow;

interface Fact {
  readonly operation: string;
  /** A sentence in the present tense, without its subject: the operation. */
  readonly fact: string;
}

/** An answer of AWS. `ask` puts the same question to another AWS; ARNs of the secret are replaced by `<ARN>`. */
export interface AnswerRow extends Fact {
  readonly kind: 'answer';
  readonly source: Source;
  readonly aws: unknown;
  readonly ask: (given: Given) => Promise<unknown>;
}

/** What AWS does in a rotation whose function runs. Without Docker, moto cannot run it; our local AWS can. */
export interface RunningRow extends Fact {
  readonly kind: 'running';
  readonly source: Source;
  readonly aws: unknown;
  readonly ask: (given: GivenFunctions) => Promise<unknown>;
}

/** A fact about AWS that is not modelled. */
export interface NotModelledRow extends Fact {
  readonly kind: 'not modelled';
  readonly reason: string;
}

/** An account of AWS, or of a substitute. */
export interface Account {
  readonly url: string;
  readonly secretsManager: SecretsManagerClient;
  readonly sns: SNSClient;
  /** Creates a rotation function whose createSecret does not end. Returns its ARN. */
  readonly waitingFunction: () => Promise<string>;
  /** Resolves when no background work is left. */
  readonly settled: () => Promise<void>;
}

type Secret = Awaited<ReturnType<typeof aSecret>>;

export interface Given {
  readonly account: Account;
  /** `pair`, with the value `first` in the version `first`. */
  readonly secret: Secret;
}

export interface GivenFunctions {
  readonly world: AnAws;
  readonly secret: Secret;
}

/** Tokens, which are the ids of versions, in the order in which the rows use them. */
export const first = '11111111-1111-4111-8111-111111111111';
export const second = '22222222-2222-4222-8222-222222222222';
export const third = '33333333-3333-4333-8333-333333333333';
export const fourth = '44444444-4444-4444-8444-444444444444';

/** The labels of each version, sorted, because AWS promises no order. */
export async function labelsOf({ stages }: Secret): Promise<Record<string, readonly string[]>> {
  return Object.fromEntries(Object.entries(await stages()).map(([id, labels]) => [id, labels.toSorted()]));
}

/** For refusals whose text nobody has recorded. */
export const taken = (sending: Promise<unknown>): Promise<'taken' | 'refused'> =>
  sending.then(
    () => 'taken',
    () => 'refused',
  );

/** A call without a token, which no SDK makes. */
export async function withoutToken({ url }: Account, operation: string, members: object): Promise<string> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      authorization: 'AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/secretsmanager/aws4_request',
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `secretsmanager.${operation}`,
    },
    body: JSON.stringify(members),
  });
  const { __type, message } = (await response.json()) as { readonly __type?: string; readonly message?: string };
  return `${response.status} ${__type}: ${message}`;
}
