import { describe, expect, it } from 'vitest';
import { explainAwsError } from '../../../cli/explain-aws-error.ts';
import { AwsCallFailed } from '../../../lambda/runtime/aws-call.ts';

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
      'you may not call lambda:InvokeFunction',
    ],
    [failed('ExpiredTokenException', 'The security token included in the request is expired'), 'sign-in has expired'],
    [failed('TokenProviderError', 'Token is expired'), 'sign-in has expired'],
    [
      failed('CredentialsProviderError', 'Could not load credentials from any providers'),
      'no AWS credentials were found',
    ],
    [failed('CredentialsProviderError', 'The SSO session token has expired'), 'sign-in has expired'],
    [failed('UnrecognizedClientException', 'The security token is invalid.'), 'AWS does not accept your credentials'],
    [failed('Error', 'Region is missing'), 'no AWS region is set'],
    [failed('Error', 'getaddrinfo ENOTFOUND secretsmanager.eu-wst-1.amazonaws.com'), 'no host of that name'],
    [failed('Error', 'connect ECONNREFUSED 127.0.0.1:4566'), 'AWS does not answer at this address'],
    [failed('TimeoutError', 'connection timed out'), 'AWS does not answer at this address'],
    [failed('AggregateError'), 'AWS does not answer at this address'],
    [failed('ThrottlingException', 'Rate exceeded'), 'AWS is throttling'],
  ])('%s', (error, expected) => {
    expect(explainAwsError(error)).toContain(expected);
  });

  it('tells an error that it does not know as it is', () => {
    const error = failed('InternalServiceError', 'try later');
    expect(explainAwsError(error)).toBe(error.message);
  });
});
