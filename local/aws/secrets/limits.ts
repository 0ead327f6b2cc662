import { AwsError } from '../aws-error.ts';
import { binaryMember, type Request, textMember, textsMember, wholeMember } from './check.ts';
import type { SecretValue } from './state.ts';

export function text(request: Request, name: string, { min = 1, max = 2048 } = {}): string | undefined {
  const value = textMember(request, name);
  if (value === undefined) return undefined;
  if (value.length < min) throw unfit(name, `Member must have length greater than or equal to ${min}`);
  if (value.length > max) throw unfit(name, `Member must have length less than or equal to ${max}`);
  return value;
}

export function required(request: Request, name: string, limits?: { min?: number; max?: number }): string {
  const value = text(request, name, limits);
  if (value === undefined) throw unfit(name, 'Member must not be null');
  return value;
}

export function labels(request: Request, name: string): readonly string[] | undefined {
  const value = textsMember(request, name);
  if (value === undefined) return undefined;
  if (value.length < 1) throw unfit(name, 'Member must have length greater than or equal to 1');
  if (value.length > 20) throw unfit(name, 'Member must have length less than or equal to 20');
  return value.map((item) => required({ [name]: item }, name, { max: 256 }));
}

export function whole(request: Request, name: string, { min, max }: { min: number; max: number }): number | undefined {
  const value = wholeMember(request, name);
  if (value === undefined) return undefined;
  if (value < min) throw unfit(name, `Member must have value greater than or equal to ${min}`);
  if (value > max) throw unfit(name, `Member must have value less than or equal to ${max}`);
  return value;
}

export function token(request: Request, exception: string): string {
  const value = text(request, 'ClientRequestToken', { min: 32, max: 64 });
  if (value !== undefined) return value;
  throw new AwsError(exception, 'You must provide a ClientRequestToken value. We recommend a UUID-type value.');
}

const mostBytes = 65_536;

/** The value of a put, as far as there is one. AWS counts bytes. */
export function secretValue(request: Request): SecretValue | undefined {
  const SecretString = text(request, 'SecretString', { max: mostBytes });
  const SecretBinary = binaryMember(request, 'SecretBinary');
  if (SecretString !== undefined && SecretBinary !== undefined) {
    throw new AwsError(
      'InvalidParameterException',
      "You can't specify both a binary secret value and a string secret value.",
    );
  }
  if (Buffer.byteLength(SecretString ?? '') > mostBytes) throw tooLong('SecretString');
  if (SecretBinary === '') throw unfit('SecretBinary', 'Member must have length greater than or equal to 1');
  if (Buffer.from(SecretBinary ?? '', 'base64').length > mostBytes) throw tooLong('SecretBinary');
  if (SecretString !== undefined) return { SecretString };
  return SecretBinary === undefined ? undefined : { SecretBinary };
}

const tooLong = (name: string) => unfit(name, `Member must have length less than or equal to ${mostBytes}`);

/** Never quotes the value, as AWS does for members that are sensitive. */
const unfit = (name: string, constraint: string): AwsError =>
  new AwsError(
    'ValidationException',
    `1 validation error detected: Value at '${name[0]?.toLowerCase()}${name.slice(1)}' failed to satisfy constraint: ${constraint}`,
  );
