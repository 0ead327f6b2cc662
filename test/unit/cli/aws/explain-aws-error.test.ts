import { describe, expect, it } from 'vitest';
import { explainAwsError } from '../../../../cli/aws/explain-aws-error.ts';
import { AwsCallFailed } from '../../../../lambda/runtime/aws-call.ts';

const on = 'octopus-cards/sandbox/api';
const failed = (awsError: string, detail?: string, operation = 'DescribeSecret') =>
  new AwsCallFailed(`secretsmanager:${operation}`, on, awsError, detail);

describe('explainAwsError', () => {
  it.each([
    [
      failed('ResourceNotFoundException', "Secrets Manager can't find the specified secret."),
      `${on} was not found: check`,
    ],
    [failed('AccessDeniedException'), `you may not call secretsmanager:DescribeSecret on ${on}`],
    [
      failed(
        'AccessDeniedException',
        'User: x is not authorized to perform: lambda:InvokeFunction on y',
        'RotateSecret',
      ),
      "you may not call lambda:InvokeFunction on y; ask for the policy of the stack's output OperatorPolicyArn",
    ],
    [
      failed(
        'AccessDeniedException',
        'User: arn:aws:sts::1:assumed-role/x/y is not authorized to perform: lambda:InvokeFunction on resource: arn:aws:lambda:eu-west-1:1:function:f because no identity-based policy allows the lambda:InvokeFunction action',
        'RotateSecret',
      ),
      'you may not call lambda:InvokeFunction on arn:aws:lambda:eu-west-1:1:function:f;',
    ],
    [
      failed('AccessDeniedException', 'x is not authorized to perform: lambda:InvokeFunction', 'RotateSecret'),
      'you may not call lambda:InvokeFunction on the rotation function;',
    ],
    [
      failed('AccessDeniedException', 'User: x is not authorized to perform: kms:GenerateDataKey on this resource.'),
      `you may not call kms:GenerateDataKey on the KMS key of ${on};`,
    ],
    [
      failed(
        'AccessDeniedException',
        'Secrets Manager cannot invoke the specified Lambda function. Ensure that the function policy grants access to the principal secretsmanager.amazonaws.com.',
        'RotateSecret',
      ),
      'its function policy does not let secretsmanager.amazonaws.com invoke it',
    ],
    [
      failed('AccessDeniedException', 'Access to KMS is not allowed', 'PutSecretValue'),
      `you may not use the KMS key of ${on}; ask for kms:GenerateDataKey and kms:Decrypt on it`,
    ],
    [
      failed(
        'InvalidRequestException',
        "You can't perform this operation on the secret because it was marked for deletion.",
      ),
      `${on} is marked for deletion`,
    ],
    [failed('TypeError', 'Invalid URL'), 'the AWS endpoint is not a URL; check AWS_ENDPOINT_URL'],
    [failed('Unknown', 'UnknownError'), 'the answer is not from AWS'],
    [failed('ExpiredTokenException', 'The security token included in the request is expired'), 'sign-in has expired'],
    [failed('TokenProviderError', 'Token is expired'), 'sign-in has expired'],
    [
      failed('CredentialsProviderError', 'Could not load credentials from any providers'),
      'no AWS credentials were found',
    ],
    [failed('CredentialsProviderError', 'The SSO session token has expired'), 'sign-in has expired'],
    [failed('UnrecognizedClientException', 'The security token is invalid.'), 'AWS does not accept your credentials'],
    [failed('Error', 'Region is missing'), 'no AWS region is set'],
    [
      failed('Error', 'getaddrinfo ENOTFOUND secretsmanager.eu-wst-1.amazonaws.com'),
      'there is no AWS host of that name',
    ],
    [failed('Error', 'connect ECONNREFUSED 127.0.0.1:4566'), 'AWS does not answer at this address'],
    [failed('TimeoutError', 'connection timed out'), 'AWS does not answer at this address'],
    [failed('AggregateError'), 'AWS does not answer at this address'],
    [failed('ThrottlingException', 'Rate exceeded'), 'AWS is throttling'],
  ])('%s', (error, expected) => {
    expect(explainAwsError(error)).toContain(expected);
  });

  it('quotes nothing of a reply that is not from AWS, in one line', () => {
    const error = failed(
      'SyntaxError',
      'Unexpected token \'<\', "<html>\n<b>"... is not valid JSON\n  Deserialization error: to see the raw response, inspect',
    );
    expect(explainAwsError(error)).toMatch(/^the answer is not from AWS: [^<\n]+$/);
  });

  it('prints an unknown error in one line too', () => {
    expect(explainAwsError(failed('InternalServiceError', 'try\n  later'))).toMatch(/: try later$/);
  });

  it('prints an unknown error as it is', () => {
    const error = failed('InternalServiceError', 'try later');
    expect(explainAwsError(error)).toBe(error.message);
  });
});
