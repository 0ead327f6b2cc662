import { AwsCallFailed } from '../../lambda/runtime/aws-call.ts';
import { explainAwsError } from '../aws/explain-aws-error.ts';
import { CommandError } from '../command-line/command-error.ts';

/** The facts that a check judges, or why they could not be read. */
export type Gathered<Facts> =
  | { readonly kind: 'seen'; readonly facts: Facts }
  | { readonly kind: 'unseen'; readonly why: string };

/** Reads facts for a check. A failed call becomes the reason why its checks are skipped; a defect is thrown. */
export async function gather<Facts>(read: () => Promise<Facts>): Promise<Gathered<Facts>> {
  try {
    return { kind: 'seen', facts: await read() };
  } catch (error) {
    if (error instanceof AwsCallFailed) return { kind: 'unseen', why: explainAwsError(error) };
    if (error instanceof CommandError) return { kind: 'unseen', why: error.message };
    throw error;
  }
}

/** Recognizes the error with which AWS says that something does not exist, which is a fact too. */
export const notThere = ['ResourceNotFoundException'] as const;

/** Facts that follow from other ones. */
export function from<Facts, More>(gathered: Gathered<Facts>, next: (facts: Facts) => Gathered<More>): Gathered<More> {
  return gathered.kind === 'seen' ? next(gathered.facts) : gathered;
}
