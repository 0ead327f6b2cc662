import { describe, expect, it } from 'vitest';
import { AwsCallFailed, awsCall, unlessAws } from '../../../lambda/runtime/aws-call.ts';

const named = (name: string, message: string) => Object.assign(new Error(message), { name });
const call = { operation: 'sns:Publish', target: 'arn' };
const failing = (error: unknown, more: object = {}) =>
  awsCall({ ...call, ...more }, () => Promise.reject(error)).catch((failure: unknown) => failure);

describe('a call to AWS', () => {
  it('returns what AWS answers', async () => {
    expect(await awsCall(call, async () => 'answer')).toBe('answer');
  });
  it('that fails names itself, its target, the error of AWS and what that says', async () => {
    const failure = await failing(named('ThrottlingException', 'Rate exceeded'));
    expect(failure).toBeInstanceOf(AwsCallFailed);
    expect(failure).toMatchObject({
      name: 'AwsCallFailed',
      awsError: 'ThrottlingException',
      message: 'sns:Publish on arn: ThrottlingException: Rate exceeded',
    });
  });
  it('that fails without a word says no more', async () => {
    expect(await failing(named('TimeoutError', ''))).toMatchObject({ message: 'sns:Publish on arn: TimeoutError' });
  });
  it('that fails with something that is no error says no more', async () => {
    expect(await failing('a text')).toMatchObject({
      awsError: 'UnknownError',
      message: 'sns:Publish on arn: UnknownError',
    });
  });
});

describe('a call that carries a value', () => {
  const carrying = (name: string, message: string) => failing(named(name, message), { carriesValue: true });
  it('is not quoted', async () => {
    expect(await carrying('ValidationException', "Value 'test-secret-of-ann' failed")).toMatchObject({
      message: 'sns:Publish on arn: ValidationException',
    });
  });
  it('is quoted where it was denied: who may not do what on which', async () => {
    expect(await carrying('AccessDeniedException', 'no identity-based policy')).toMatchObject({
      message: 'sns:Publish on arn: AccessDeniedException: no identity-based policy',
    });
  });
  it('tells a deletion', async () => {
    const text = "You can't perform this operation on 'test-secret' because it was marked for deletion.";
    expect(await carrying('InvalidRequestException', text)).toMatchObject({
      message: 'sns:Publish on arn: InvalidRequestException: marked for deletion',
    });
  });
});

describe('a refusal that may be', () => {
  const refused = (name: string) =>
    unlessAws(
      ['NotFound', 'Gone'],
      awsCall(call, () => Promise.reject(named(name, ''))),
    );
  it('is nothing', async () => {
    expect(await refused('NotFound')).toBeUndefined();
    expect(await refused('Gone')).toBeUndefined();
  });
  it('is a failure where it is another one', async () => {
    await expect(refused('Denied')).rejects.toThrow('sns:Publish on arn: Denied');
  });
  it('is a failure where it is none of AWS', async () => {
    const bug = Object.assign(new TypeError('a bug'), { awsError: 'NotFound' });
    await expect(unlessAws(['NotFound'], Promise.reject(bug))).rejects.toBe(bug);
  });
  it('is the answer where there is one', async () => {
    expect(await unlessAws(['NotFound'], Promise.resolve('answer'))).toBe('answer');
  });
});
