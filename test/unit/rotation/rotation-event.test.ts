import { describe, expect, it } from 'vitest';
import { parseRotationEvent } from '../../../lambda/rotation/rotation-event.ts';

const event = {
  Step: 'createSecret',
  SecretId: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:octopus-cards/sandbox/api-AbC123',
  ClientRequestToken: '11111111-2222-3333-4444-555555555555',
  RotationToken: 'never-looked-at',
};

describe('a rotation event', () => {
  it('names step, rotation and credential', () => {
    expect(parseRotationEvent(event, 'sandbox')).toEqual({
      step: 'createSecret',
      secretId: event.SecretId,
      token: event.ClientRequestToken,
      credential: 'api',
    });
  });

  const withSecret = (name: string) => ({ ...event, SecretId: event.SecretId.replace(/octopus-cards.*/, name) });
  it.each([
    ['nothing', undefined, 'InvalidEvent'],
    ['a text', 'createSecret', 'InvalidEvent'],
    ['an empty object', {}, 'InvalidEvent'],
    ['no token', { ...event, ClientRequestToken: undefined }, 'InvalidEvent'],
    ['a short token', { ...event, ClientRequestToken: 'short' }, 'InvalidEvent'],
    ['an unknown step', { ...event, Step: 'create_secret' }, 'UnknownStep'],
    ['a name for the ARN', { ...event, SecretId: 'octopus-cards/sandbox/api' }, 'InvalidEvent'],
    ['a secret of the other environment', withSecret('octopus-cards/production/api-AbC123'), 'InvalidEvent'],
    ['a mailbox', withSecret('octopus-cards/sandbox/api/intake-AbC123'), 'InvalidEvent'],
    ['a stranger', withSecret('database/password-AbC123'), 'InvalidEvent'],
  ])('that is %s is refused as %3$s', (_, given, code) => {
    expect(() => parseRotationEvent(given, 'sandbox')).toThrow(expect.objectContaining({ name: code }));
  });

  it('is refused with what was expected', () => {
    const refusal = (given: unknown) => {
      try {
        return parseRotationEvent(given, 'sandbox');
      } catch (error) {
        return error instanceof Error ? error.message : error;
      }
    };
    expect(
      [undefined, { ...event, Step: 'x' }, withSecret('other'), { ...event, ClientRequestToken: 'x' }].map(refusal),
    ).toMatchInlineSnapshot(`
      [
        "this is no rotation event, see the event; only Secrets Manager invokes this function",
        "the step is none of createSecret, setSecret, testSecret, finishSecret",
        "the secret is no credential of sandbox: expected the ARN of octopus-cards/sandbox/<credential>",
        "this is no rotation event, see ClientRequestToken; only Secrets Manager invokes this function",
      ]
    `);
  });

  it('is refused without a quotation of what was sent', () => {
    const given = { Step: 'createSecret', SecretId: 'secret-of-alice-0001', RotationToken: 'secret-of-alice-0002' };
    expect(() => parseRotationEvent(given, 'sandbox')).toThrow(expect.not.objectContaining({ message: /secret-of/ }));
  });
});
