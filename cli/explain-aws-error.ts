import type { AwsCallFailed } from '../lambda/runtime/aws-call.ts';

/** What an operator can do about a call to AWS that failed, in one line. */
export function explainAwsError(failed: Pick<AwsCallFailed, 'awsError' | 'message'>): string {
  const { awsError, message } = failed;
  const found = explanations.find(({ names, pattern }) => names?.includes(awsError) || pattern?.test(message));
  return found?.say(message) ?? message;
}

interface Explanation {
  readonly names?: readonly string[];
  readonly pattern?: RegExp;
  readonly say: (message: string) => string;
}

const targetOf = (message: string): string => / on (\S+):/.exec(message)?.[1] ?? 'the secret';
const operationOf = (message: string): string => message.split(' ', 1)[0] ?? '';
/** AWS names the action that is missing; RotateSecret needs lambda:InvokeFunction beside its own. */
const deniedAction = (message: string): string => /perform:? ([\w-]+:\w+)/.exec(message)?.[1] ?? operationOf(message);

const explanations: readonly Explanation[] = [
  {
    names: ['ResourceNotFoundException'],
    say: (message) =>
      `${targetOf(message)} was not found: check --environment, --credential, --region and the account that you are ` +
      'signed in to; else the stack is not deployed there yet',
  },
  {
    names: ['AccessDeniedException', 'AccessDenied'],
    say: (message) =>
      `you may not call ${deniedAction(message)} on ${targetOf(message)}; ask for the operator policy of the stack`,
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
    say: () => 'the AWS address has no host of that name; check --region and the network',
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
