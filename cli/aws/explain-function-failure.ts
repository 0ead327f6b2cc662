import { rollbackErrorCodes } from '../../lambda/rollback/rollback-error.ts';
import { rotationErrorCodes } from '../../lambda/rotation/rotation-error.ts';
import type { FunctionName, FunctionResult } from './functions.ts';

type Threw = FunctionResult & { readonly kind: 'threw' };

const withHeading: readonly string[] = [...rotationErrorCodes, ...rollbackErrorCodes, 'AwsCallFailed'];

/** The heading in docs/operating.md for what a function ended with. */
export const headingOf = (errorType: string): string =>
  withHeading.includes(errorType) ? errorType : 'unreported-failures';

/** The error of a run, in the function's own words, and where to read on. */
export const describeFailure = (name: FunctionName, { errorType, message }: Threw): readonly string[] => [
  `The function ${name} failed (${errorType})${message === '' ? '' : `: ${message}`}.`,
  `See docs/operating.md, heading ${headingOf(errorType)}.`,
];
