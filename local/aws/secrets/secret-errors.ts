import { AwsError } from '../aws-error.ts';

const notFound = (what: string): AwsError =>
  new AwsError('ResourceNotFoundException', `Secrets Manager can't find the specified secret${what}`);

export const secretNotFound = (): AwsError => notFound('.');
export const versionNotFound = (id: string): AwsError => notFound(` value for VersionId: ${id}`);
export const stageNotFound = (stage: string): AwsError => notFound(` value for staging label: ${stage}`);

export const invalidRequest = (message: string): AwsError => new AwsError('InvalidRequestException', message);
export const invalidParameter = (message: string): AwsError => new AwsError('InvalidParameterException', message);
export const alreadyExists = (message: string): AwsError => new AwsError('ResourceExistsException', message);
export const accessDenied = (message: string): AwsError => new AwsError('AccessDeniedException', message);
export const kmsDenied = (): AwsError => accessDenied('Access to KMS is not allowed');
export const invocationDenied = (): AwsError =>
  accessDenied(
    'Secrets Manager cannot invoke the specified Lambda function. Ensure that the function policy grants access to the principal secretsmanager.amazonaws.com.',
  );
