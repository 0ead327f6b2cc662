/** A call to AWS that did not succeed. `name` is `AwsCallFailed`; the AWS error's own name is in `awsError`. */
export class AwsCallFailed extends Error {
  override readonly name = 'AwsCallFailed';
  readonly awsError: string;

  constructor(operation: string, target: string, awsError: string, detail: string | undefined) {
    super(`${operation} on ${target}: ${awsError}${detail === undefined ? '' : `: ${detail}`}`);
    this.awsError = awsError;
  }
}

interface AwsCall {
  /** As IAM writes it, `secretsmanager:PutSecretValue`. */
  readonly operation: string;
  readonly target: string;
  /** True where the request holds a value, which a validation error of AWS could quote. */
  readonly carriesValue?: boolean;
}

/** Makes one call. Fails with `AwsCallFailed`, whose text names operation and target and never a value. */
export async function awsCall<T>(
  { operation, target, carriesValue = false }: AwsCall,
  send: () => Promise<T>,
): Promise<T> {
  try {
    return await send();
  } catch (error) {
    const { name, message } = error instanceof Error ? error : { name: 'UnknownError', message: '' };
    const quoted = !carriesValue || name === 'AccessDeniedException' ? message : deletedIn(message);
    throw new AwsCallFailed(operation, target, name, quoted === '' ? undefined : quoted);
  }
}

/** Of a text that could quote a value, what is no value: why nothing of the secret can be read. */
const deletedIn = (message: string): string => /\bmarked for deletion\b/.exec(message)?.[0] ?? '';

/** The promise's value, or `undefined` when AWS refused with one of these errors. */
export async function unlessAws<T>(names: readonly string[], call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof AwsCallFailed && names.includes(error.awsError)) return undefined;
    throw error;
  }
}
