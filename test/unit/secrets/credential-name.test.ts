import { describe, expect, it } from 'vitest';
import { credentialOf, intakeNameOf, isCredentialName, secretNameOf } from '../../../lambda/secrets/credential-name.ts';

describe('the name of a credential', () => {
  it.each([
    ['api', true],
    ['api-2', true],
    ['x'.repeat(40), true],
    ['x'.repeat(41), false],
    ['', false],
    ['Api', false],
    ['api_2', false],
    ['a/b', false],
    ['api ', false],
    [' api', false],
  ])('%j may be one: %s', (text, isOne) => {
    expect(isCredentialName(text)).toBe(isOne);
  });

  it('is in those of its secret and of its intake', () => {
    expect(secretNameOf('sandbox', 'api')).toBe('octopus-cards/sandbox/api');
    expect(intakeNameOf('sandbox', 'api')).toBe('octopus-cards/sandbox/api/intake');
  });
});

describe('the credential of an ARN', () => {
  const account = 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:';

  it.each([
    ['a secret of ours', `${account}octopus-cards/sandbox/api-AbCdEf`, 'api'],
    ['one whose name ends like the six characters', `${account}octopus-cards/sandbox/api-second-AbCdEf`, 'api-second'],
    ['one of the partition of China', `${account.replace('aws', 'aws-cn')}octopus-cards/sandbox/api-AbCdEf`, 'api'],
    ['its mailbox', `${account}octopus-cards/sandbox/api/intake-AbCdEf`, undefined],
    ['another environment', `${account}octopus-cards/production/api-AbCdEf`, undefined],
    ['another application', `${account}octopus/sandbox/api-AbCdEf`, undefined],
    ['a name that is none', `${account}octopus-cards/sandbox/Api-AbCdEf`, undefined],
    ['no credential', `${account}octopus-cards/sandbox-AbCdEf`, undefined],
    ['a name without an ARN', 'octopus-cards/sandbox/api', undefined],
    ['an ARN of another service', 'arn:aws:sns:eu-central-1:123456789012:octopus-cards/sandbox/api-AbCdEf', undefined],
    ['an ARN within a text', `x${account}octopus-cards/sandbox/api-AbCdEf`, undefined],
  ])('%s', (_, arn, credential) => {
    expect(credentialOf(arn, 'sandbox')).toBe(credential);
  });
});
