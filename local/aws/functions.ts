import { AwsError } from './aws-error.ts';
import type { Place } from './secrets/state.ts';

export interface LocalFunction {
  readonly name: string;
  readonly handler: (event: unknown) => Promise<unknown>;
  /** The identity that the function calls AWS with. Without one, nobody asks who put a pending value. */
  readonly accessKeyId?: string;
  /** Whether its policy lets Secrets Manager invoke it. @default true */
  readonly allowSecretsManager?: boolean;
}

export type Functions = ReturnType<typeof createFunctions>;

/** The Lambda functions of the local account. */
export function createFunctions({ region, accountId }: Place) {
  const functions = new Map<string, LocalFunction>();
  const arnOf = (name: string) => `arn:aws:lambda:${region}:${accountId}:function:${name}`;
  const find = (nameOrArn: string) => functions.get(nameOrArn) ?? functions.get(arnOf(nameOrArn));
  return {
    find,
    register(given: LocalFunction): string {
      const arn = arnOf(given.name);
      functions.set(arn, given);
      return arn;
    },
    /** Invokes as Lambda does: the event crosses as JSON. Throws what the function threw. */
    async invoke(nameOrArn: string, event: unknown): Promise<unknown> {
      const found = find(nameOrArn);
      if (found === undefined) throw new AwsError('ResourceNotFoundException', `Function not found: ${nameOrArn}`, 404);
      return await found.handler(JSON.parse(JSON.stringify(event)));
    },
  };
}

/** A thrown error as Lambda reports it. */
export function describeThrown(error: unknown): { readonly errorType: string; readonly errorMessage: string } {
  if (error instanceof Error) return { errorType: error.name, errorMessage: error.message };
  return { errorType: 'string', errorMessage: String(error) };
}
