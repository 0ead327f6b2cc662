import { describe, expect, it } from 'vitest';
import { readConfig } from '../../../lambda/functions/config.ts';

const right = {
  ENVIRONMENT: 'sandbox',
  OPS_TOPIC_ARN: 'arn:aws:sns:eu-west-1:111122223333:ops',
  SUPPORT_TOPIC_ARN: 'arn:aws:sns:eu-west-1:111122223333:support',
};

describe('the environment of a function', () => {
  it('gives the vendor host of its own environment', () => {
    expect(readConfig(right).baseUrl).toBe('https://sandbox-api.octopuscards.io');
    expect(readConfig({ ...right, ENVIRONMENT: 'production' }).baseUrl).toBe('https://api.octopuscards.io');
  });

  it.each(['http://127.0.0.1:4567', 'http://localhost:4567'])('may name the loopback address %s, for tests', (url) => {
    expect(readConfig({ ...right, OCTOPUS_BASE_URL: url }).baseUrl).toBe(url);
  });

  it.each([
    [undefined, []],
    ['', []],
    ['203.0.113.7/32', ['203.0.113.7/32']],
    ['203.0.113.0/28,203.0.113.7/32', ['203.0.113.0/28', '203.0.113.7/32']],
  ])('with EGRESS_CIDRS=%s comes from %j', (value, egress) => {
    expect(readConfig({ ...right, EGRESS_CIDRS: value }).egress).toEqual(egress);
  });

  it.each([
    [undefined, [60, 30, 14, 7, 1, 0]],
    ['90,0', [90, 0]],
    ['365', [365]],
  ])('with REMIND_DAYS_BEFORE=%s reminds %j days before', (value, days) => {
    expect(readConfig({ ...right, REMIND_DAYS_BEFORE: value }).remindDaysBefore).toEqual(days);
  });

  it.each(['', '60,', '60,30,', '60, 30', '30,60', '30,30', '366', '-1', '1.5', 'NaN', '1e2'])(
    'with REMIND_DAYS_BEFORE="%s" is refused',
    (value) => {
      const message = `REMIND_DAYS_BEFORE must be left out, or falling whole days of 0 to 365 such as 60,30,0, with commas between, got "${value}"`;
      expect(() => readConfig({ ...right, REMIND_DAYS_BEFORE: value })).toThrow(message);
    },
  );

  it.each([
    ['ENVIRONMENT', 'staging', 'ENVIRONMENT must be sandbox or production, got "staging"'],
    ['OPS_TOPIC_ARN', undefined, 'OPS_TOPIC_ARN must be the ARN of an SNS topic, got nothing'],
    ['SUPPORT_TOPIC_ARN', 'support', 'SUPPORT_TOPIC_ARN must be the ARN of an SNS topic, got "support"'],
    ['CREDENTIALS', '[1]', 'CREDENTIALS must be a JSON object of credential name to client id or null, got "[1]"'],
    ['HANDOVER_HOURS', '721', 'HANDOVER_HOURS must be a whole number of hours, 0 to 720, got "721"'],
    ['HANDOVER_HOURS', '1.5', 'HANDOVER_HOURS must be a whole number of hours'],
    ['HANDOVER_HOURS', '-1', 'HANDOVER_HOURS must be a whole number of hours'],
    ['HANDOVER_AT_MOST_DAYS', '0', 'HANDOVER_AT_MOST_DAYS must be a whole number of days, 1 to 60, got "0"'],
    ['HANDOVER_AT_MOST_DAYS', '61', 'HANDOVER_AT_MOST_DAYS must be a whole number of days, 1 to 60'],
    ['EGRESS_CIDRS', '203.0.113.7', 'EGRESS_CIDRS must be left out, or IPv4 CIDRs such as 203.0.113.7/32'],
    ['EGRESS_CIDRS', '203.0.113.7/33', 'EGRESS_CIDRS must be left out, or IPv4 CIDRs'],
    ['EGRESS_CIDRS', '203.0.113.256/32', 'EGRESS_CIDRS must be left out, or IPv4 CIDRs'],
    ['EGRESS_CIDRS', '203.0.113.7/32, 203.0.113.8/32', 'EGRESS_CIDRS must be left out, or IPv4 CIDRs'],
    ['EGRESS_CIDRS', '203.0.113.7/32,', 'EGRESS_CIDRS must be left out, or IPv4 CIDRs'],
    ['OCTOPUS_BASE_URL', 'https://api.octopuscards.io', 'OCTOPUS_BASE_URL must be left out, or a loopback address'],
    ['OCTOPUS_BASE_URL', 'http://127.0.0.1:80@evil.example', 'OCTOPUS_BASE_URL must be left out'],
    ['OCTOPUS_BASE_URL', 'http://127.0.0.1.evil.example:80', 'OCTOPUS_BASE_URL must be left out'],
    ['OCTOPUS_BASE_URL', 'http://127.0.0.1:80/path', 'OCTOPUS_BASE_URL must be left out'],
  ])('with %s=%s is refused, by name', (name, value, message) => {
    expect(() => readConfig({ ...right, [name]: value })).toThrow(message);
  });

  it('is refused with every mistake at once', () => {
    expect(() => readConfig({})).toThrow(/ENVIRONMENT.*OPS_TOPIC_ARN.*SUPPORT_TOPIC_ARN/);
  });

  it('says what everything is', () => {
    const all = {
      ...right,
      CREDENTIALS: '{"api":"42","shop":null}',
      HANDOVER_HOURS: '0',
      HANDOVER_AT_MOST_DAYS: '60',
      EGRESS_CIDRS: '203.0.113.7/32',
      OCTOPUS_BASE_URL: 'http://127.0.0.1:4567',
    };
    expect(readConfig(all)).toEqual({
      environment: 'sandbox',
      baseUrl: 'http://127.0.0.1:4567',
      opsTopicArn: right.OPS_TOPIC_ARN,
      supportTopicArn: right.SUPPORT_TOPIC_ARN,
      credentials: new Map([
        ['api', '42'],
        ['shop', undefined],
      ]),
      handover: { hours: 0, atMostDays: 60 },
      egress: ['203.0.113.7/32'],
      remindDaysBefore: [60, 30, 14, 7, 1, 0],
    });
    expect(readConfig(right)).toMatchObject({ credentials: new Map(), handover: { hours: 24, atMostDays: 14 } });
  });

  it.each([
    ['OPS_TOPIC_ARN', `x${right.OPS_TOPIC_ARN}`],
    ['OPS_TOPIC_ARN', `${right.OPS_TOPIC_ARN}:x`],
    ['SUPPORT_TOPIC_ARN', ''],
    ['CREDENTIALS', '{"api":42}'],
    ['CREDENTIALS', '{"api":"42","shop":43}'],
    ['EGRESS_CIDRS', '203.0.113.7/32/32'],
    ['EGRESS_CIDRS', '203.0.113.7/'],
    ['EGRESS_CIDRS', '203.0.113.7/x1'],
    ['EGRESS_CIDRS', '203.0.113.7/1x'],
  ])('with %s=%s is refused', (name, value) => {
    expect(() => readConfig({ ...right, [name]: value })).toThrow(`${name} must be`);
  });

  it('may come from addresses by one digit', () => {
    expect(readConfig({ ...right, EGRESS_CIDRS: '203.0.113.7/8' }).egress).toEqual(['203.0.113.7/8']);
  });

  const refusal = (variables: object): unknown => {
    try {
      return readConfig({ ...right, ...variables });
    } catch (error) {
      return error;
    }
  };

  it('is refused in one line, under a name of its own', () => {
    expect(refusal({ ENVIRONMENT: 'x', OPS_TOPIC_ARN: 'y' })).toMatchObject({
      name: 'ConfigError',
      message:
        'wrong environment variables: ENVIRONMENT must be sandbox or production, got "x"; OPS_TOPIC_ARN must be the ARN of an SNS topic, got "y"',
    });
  });

  it('is quoted for eighty characters, and not what may be a password', () => {
    expect(refusal({ ENVIRONMENT: 'x'.repeat(100) })).toMatchObject({
      message: `wrong environment variables: ENVIRONMENT must be sandbox or production, got "${'x'.repeat(80)}"`,
    });
    expect(refusal({ ENVIRONMENT: 'user:\npassword@host' })).toMatchObject({
      message: 'wrong environment variables: ENVIRONMENT must be sandbox or production, got "…@host"',
    });
  });
});
