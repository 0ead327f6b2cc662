import type { AwsCallFailed } from '../../lambda/runtime/aws-call.ts';

/** What an operator can do about a call to AWS that failed, in one line. */
export function explainAwsError(failed: Pick<AwsCallFailed, 'awsError' | 'message'>): string {
  const { awsError, message } = failed;
  const found = explanations.find(({ names, pattern }) => names?.includes(awsError) || pattern?.test(message));
  return found?.say(message) ?? message.replaceAll(/\s+/g, ' ');
}

interface Explanation {
  readonly names?: readonly string[];
  readonly pattern?: RegExp;
  readonly say: (message: string) => string;
}

const targetOf = (message: string): string => / on (\S+):/.exec(message)?.[1] ?? 'the secret';
const operationOf = (message: string): string => message.split(' ', 1)[0] ?? '';

/** The action and its resource in AWS's own words, where it has them: RotateSecret fails for a lack of lambda:InvokeFunction too. */
function describeDenied(message: string): string {
  const [, action = operationOf(message), resource] =
    /not authorized to perform:? ([\w-]+:\w+)(?: on (?:resource:? )?(?!this\b)([^\s,;]+))?/.exec(message) ?? [];
  // SNS writes its own name in capitals, and no policy does.
  const written = action.replace(/^SNS:/, 'sns:');
  return `${written} on ${resource?.replace(/\.$/, '') ?? resourceOf(action, message)}`;
}

function resourceOf(action: string, message: string): string {
  if (action.startsWith('lambda:')) return 'the rotation function';
  return action.startsWith('kms:') ? `the KMS key of ${targetOf(message)}` : targetOf(message);
}

export const notAws =
  'the answer is not from AWS: a proxy or a sign-in page of the network sent it, or AWS_ENDPOINT_URL is wrong';

export const explainDeleted = (name: string): string =>
  `${name} is marked for deletion; to keep it: aws secretsmanager restore-secret --secret-id ${name}`;

const explanations: readonly Explanation[] = [
  {
    names: ['ResourceNotFoundException'],
    say: (message) =>
      `${targetOf(message)} was not found: check --environment, --credential, --region and the account that you are ` +
      'signed in to; else the stack is not deployed there yet',
  },
  {
    pattern: /cannot invoke the specified Lambda function/i,
    say: () =>
      'Secrets Manager cannot invoke the rotation function: it is gone, or its function policy does not let ' +
      'secretsmanager.amazonaws.com invoke it; compare the stack with its template (drift)',
  },
  {
    pattern: /Access to KMS is not allowed/i,
    say: (message) =>
      `you may not use the KMS key of ${targetOf(message)}; ask for kms:GenerateDataKey and kms:Decrypt on it, ` +
      "in your policy and in the key's own",
  },
  {
    names: ['AccessDeniedException', 'AccessDenied', 'AuthorizationErrorException'],
    say: (message) =>
      `you may not call ${describeDenied(message)}; ask for the policy of the stack's output OperatorPolicyArn`,
  },
  {
    pattern: /marked for deletion/i,
    say: (message) => explainDeleted(targetOf(message)),
  },
  // The SDK's message quotes the response, whoever sent it.
  { names: ['SyntaxError'], pattern: /Deserialization error|: Unknown: UnknownError$/, say: () => notAws },
  {
    pattern: /: Invalid URL$/,
    say: () => 'the AWS endpoint is not a URL; check AWS_ENDPOINT_URL',
  },
  {
    names: ['ExpiredTokenException', 'ExpiredToken', 'TokenProviderError', 'SSOTokenProviderFailure'],
    pattern: /(token|session|credentials?)\b.*\bexpired/i,
    say: () => 'your AWS sign-in has expired; sign in again (aws sso login, or renew the credentials)',
  },
  {
    names: ['CredentialsProviderError'],
    say: () => 'no AWS credentials were found; sign in, or choose a profile with --profile',
  },
  {
    names: [
      'UnrecognizedClientException',
      'InvalidClientTokenId',
      'InvalidSignatureException',
      'SignatureDoesNotMatch',
      'IncompleteSignatureException',
      'MissingAuthenticationTokenException',
    ],
    say: () => 'AWS does not accept your credentials (or the clock of this computer is wrong); sign in again',
  },
  {
    pattern: /region is missing/i,
    say: () => 'no AWS region is set; add --region, or set one in your AWS profile',
  },
  {
    pattern: /region not accepted|ENOTFOUND|EAI_AGAIN/i,
    say: () => 'there is no AWS host of that name; check --region and the network',
  },
  {
    names: ['TimeoutError', 'AggregateError'],
    pattern: /ECONNREFUSED|ECONNRESET|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|socket hang up/,
    say: () => 'AWS does not answer at this address; check the network, and AWS_ENDPOINT_URL if it is set',
  },
  {
    names: ['ThrottlingException', 'TooManyRequestsException'],
    say: () => 'AWS is throttling; try again in a minute',
  },
];
