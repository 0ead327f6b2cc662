import { readRules } from '../schedule-expression.ts';
import { flagMember } from './check.ts';
import { nameOf, type Operation, type SecretsContext, usableSecret } from './context.ts';
import { text, token } from './limits.ts';
import { invalidRequest, invocationDenied } from './secret-errors.ts';
import { holderOf, type Secret } from './state.ts';

/** Stores the configuration and starts a rotation, or a test of the configuration. The answer does not wait for it. */
const rotateSecret: Operation = (context, request) => {
  const id = token(request, 'InvalidParameterException');
  const secret = usableSecret(context, request);
  const rules = readRules(request);
  const immediately = flagMember(request, 'RotateImmediately') ?? true;
  const lambdaArn = text(request, 'RotationLambdaARN', { min: 0 }) ?? secret.lambdaArn;
  checkFunction(context, secret, lambdaArn);
  const answer = { ...nameOf(secret), VersionId: id };
  // The caller repeats the call after a lost answer: the rotation of this token is running, or over.
  if (secret.versions.has(id)) return answer;
  if (context.engine.incomplete(secret) !== undefined) {
    throw invalidRequest("A previous rotation isn't complete. That rotation will be reattempted.");
  }
  if (immediately) context.engine.start(secret, id);
  else context.engine.test(secret, id);
  configure(context, secret, { lambdaArn, rules });
  return answer;
};

function configure(
  { clock, engine }: SecretsContext,
  secret: Secret,
  { lambdaArn, rules }: Pick<Secret, 'lambdaArn' | 'rules'>,
): void {
  // Without new rules the date stays: a failing rotation must leave the missed date in place.
  const isScheduled = rules === undefined && secret.rotationEnabled === true;
  Object.assign(secret, { lambdaArn, rules: rules ?? secret.rules, rotationEnabled: true, changedAt: clock.now() });
  if (!isScheduled) engine.schedule(secret);
}

function checkFunction({ functions }: SecretsContext, secret: Secret, arn: string | undefined): void {
  if (!arn) throw invalidRequest('No Lambda rotation function ARN is associated with this secret.');
  if (!functions.allowsSecretsManager(arn, secret.arn)) throw invocationDenied();
}

/** Ends the schedule and the replays. As on AWS, AWSPENDING stays and blocks the next rotation until it is removed. */
const cancelRotateSecret: Operation = ({ engine, ...context }, request) => {
  const secret = usableSecret({ engine, ...context }, request);
  engine.cancel(secret);
  const pending = holderOf(secret.versions, 'AWSPENDING');
  return { ...nameOf(secret), ...(pending && { VersionId: pending.id }) };
};

export const rotationOperations = { RotateSecret: rotateSecret, CancelRotateSecret: cancelRotateSecret };
