import { isDeepStrictEqual } from 'node:util';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SNSClient } from '@aws-sdk/client-sns';
import { anAws, aSecret } from '../local/aws/an-aws.ts';
import type { Moto } from '../support/moto.ts';
import { type AnswerRow, first, type RunningRow } from './row.ts';

export type Judgement =
  | { readonly kind: 'holds' }
  | { readonly kind: 'differs'; readonly answer: string }
  | { readonly kind: 'skipped'; readonly reason: string };

/** Puts the question to the local AWS, in a world of its own. */
export async function judgeOurs(row: AnswerRow | RunningRow): Promise<Judgement> {
  await using world = await anAws();
  const secret = await aSecret(world, { token: first });
  if (row.kind === 'running') return await judge(row, secret.arn, () => row.ask({ world, secret }));
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const account = {
    ...world,
    url: world.aws.url,
    async waitingFunction() {
      const handler = (event: unknown) => (isCreate(event) ? released : Promise.resolve());
      return world.aws.registerFunction({ name: 'wait', handler });
    },
    settled: () => world.aws.secretsManager.idle(),
  };
  try {
    return await judge(row, secret.arn, () => row.ask({ account, secret }));
  } finally {
    release();
  }
}

const isCreate = (event: unknown): boolean =>
  typeof event === 'object' && event !== null && 'Step' in event && event.Step === 'createSecret';

/** Puts the same question to moto, after a reset. */
export async function judgeMoto(row: AnswerRow | RunningRow, moto: Moto): Promise<Judgement> {
  if (row.kind === 'running') return { kind: 'skipped', reason: 'moto runs a function only in Docker' };
  await moto.reset();
  const account = {
    url: moto.url,
    secretsManager: new SecretsManagerClient(moto.clientOptions),
    sns: new SNSClient(moto.clientOptions),
    waitingFunction: moto.createFunction,
    settled: () => Promise.resolve(),
  };
  const secret = await aSecret(account, { token: first });
  return judge(row, secret.arn, () => row.ask({ account, secret }));
}

async function judge({ aws }: AnswerRow | RunningRow, arn: string, ask: () => Promise<unknown>): Promise<Judgement> {
  const answer = await ask().catch((error: unknown) => `failed: ${error}`);
  // Compared as JSON, in which a member that is undefined is absent.
  const text = JSON.stringify(answer ?? null).replaceAll(arn, '<ARN>');
  const holds = isDeepStrictEqual(JSON.parse(text), JSON.parse(JSON.stringify(aws)));
  return holds ? { kind: 'holds' } : { kind: 'differs', answer: text };
}
