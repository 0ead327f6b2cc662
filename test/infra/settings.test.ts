import { describe, expect, it } from 'vitest';
import { parseSettings } from '../../lib/app/settings.ts';
import { minimal, withSandbox } from './settings-with.ts';

describe('settings', () => {
  it('have defaults for everything but the addresses', () => {
    const defaults = {
      ...minimal,
      credentials: [{ name: 'api' }],
      rotateEveryDays: 365,
      remindDaysBefore: [60, 30, 14, 7, 1, 0],
      handover: { hours: 24, atMostDays: 14 },
      egress: { kind: 'none' },
    };
    expect(withSandbox({})).toEqual({
      kind: 'settings',
      settings: {
        sandbox: { ...defaults, encryption: 'aws-key' },
        production: { ...defaults, encryption: 'customer-key' },
      },
    });
  });

  it('take an account with a region, and the key of either', () => {
    const change = { account: '012345678901', region: 'eu-central-1', encryption: 'customer-key' };
    expect(withSandbox(change)).toMatchObject({ settings: { sandbox: change } });
  });
});

const allKeys =
  'opsEmails, supportEmails, credentials, rotateEveryDays, remindDaysBefore, handover, egress, encryption, account, region';

describe('a mistake names path, what was found and what is expected', () => {
  it.each<[change: object, line: string]>([
    [{ opsEmail: [] }, `opsEmail: found an unknown key, expected one of ${allKeys}`],
    [{ opsEmails: undefined }, 'opsEmails: found nothing, expected a list of e-mail addresses'],
    [{ opsEmails: 'ops@example.com' }, 'opsEmails: found "ops@example.com", expected a list of e-mail addresses'],
    [{ opsEmails: [] }, 'opsEmails: found [], expected at least one e-mail address'],
    [{ supportEmails: [] }, 'supportEmails: found [], expected at least one e-mail address'],
    [{ supportEmails: ['support'] }, 'supportEmails[0]: found "support", expected an e-mail address'],
    [
      { opsEmails: ['ops@example.com', 'OPS@example.com'] },
      'opsEmails[1]: found "OPS@example.com", expected an address that is not in the list yet',
    ],
    [{ rotateEveryDays: 0 }, 'rotateEveryDays: found 0, expected a whole number of days, 1 to 999'],
    [{ rotateEveryDays: 1000 }, 'rotateEveryDays: found 1000, expected a whole number of days, 1 to 999'],
    [{ rotateEveryDays: 30.5 }, 'rotateEveryDays: found 30.5, expected a whole number of days, 1 to 999'],
    [{ rotateEveryDays: '365' }, 'rotateEveryDays: found "365", expected a whole number of days, 1 to 999'],
    [{ handover: { hours: -1 } }, 'handover.hours: found -1, expected a whole number of hours, 0 to 720'],
    [
      { handover: { hours: 721, atMostDays: 60 } },
      'handover.hours: found 721, expected a whole number of hours, 0 to 720',
    ],
    [{ handover: { hours: '24' } }, 'handover.hours: found "24", expected a whole number of hours, 0 to 720'],
    [
      { handover: { hours: 0, atMostDays: 0 } },
      'handover.atMostDays: found 0, expected a whole number of days, 1 to 60',
    ],
    [{ handover: { atMostDays: 61 } }, 'handover.atMostDays: found 61, expected a whole number of days, 1 to 60'],
    [
      { handover: { hours: 337 } },
      'handover.atMostDays: found nothing, expected at least as long as the hours, which are waited for in any case',
    ],
    [{ handover: { days: 1 } }, 'handover.days: found an unknown key, expected one of hours, atMostDays'],
    [{ remindDaysBefore: 30 }, 'remindDaysBefore: found 30, expected a list of days'],
    [{ remindDaysBefore: [] }, 'remindDaysBefore: found [], expected at least one day'],
    [
      { remindDaysBefore: Array.from({ length: 21 }, (_, index) => 60 - index) },
      'remindDaysBefore: found [60,59,58,57,56,55,54,53,52,51,50,49,48,47,46,45,44,43,42,41,40], expected at most 20 days',
    ],
    [{ remindDaysBefore: [366] }, 'remindDaysBefore[0]: found 366, expected a whole number of days, 0 to 365'],
    [{ remindDaysBefore: [-1] }, 'remindDaysBefore[0]: found -1, expected a whole number of days, 0 to 365'],
    [{ remindDaysBefore: [30, 60] }, 'remindDaysBefore[1]: found 60, expected fewer days than the 30 before it'],
    [{ remindDaysBefore: [7, 7] }, 'remindDaysBefore[1]: found 7, expected fewer days than the 7 before it'],
    [{ encryption: 'kms' }, 'encryption: found "kms", expected "customer-key" or "aws-key"'],
    [{ account: '012345678901' }, 'region: found nothing, expected a region, because an account is given'],
    [{ account: 12345678901, region: 'eu-central-1' }, 'account: found 12345678901, expected a string of 12 digits'],
    [{ region: 'Frankfurt' }, 'region: found "Frankfurt", expected a region such as eu-central-1'],
  ])('%j', (change, line) => {
    expect(withSandbox(change)).toEqual({ kind: 'mistakes', mistakes: [`octopus-cards.sandbox.${line}`] });
  });

  it.each<[context: unknown, line: string]>([
    [undefined, 'octopus-cards: found nothing, expected an object of sandbox, production'],
    ['{}', 'octopus-cards: found "{}", expected an object of sandbox, production'],
    [
      { sandbox: minimal, production: minimal, staging: minimal },
      'octopus-cards.staging: found an unknown key, expected one of sandbox, production',
    ],
  ])('%j', (context, line) => {
    expect(parseSettings(context)).toEqual({ kind: 'mistakes', mistakes: [line] });
  });
});

describe('mistakes', () => {
  it('are reported all at once, and none hides another', () => {
    const sandbox = {
      opsEmails: ['ops', 7],
      suportEmails: [],
      credentials: [{ name: 'Api' }, { name: 'shop' }, { name: 'shop', clientId: null }, 'x'],
      rotateEveryDays: 'yearly',
      remindDaysBefore: ['60', 30, 40],
      account: '1',
    };
    const parsed = parseSettings({ sandbox, staging: {} });
    expect(parsed.kind === 'mistakes' && parsed.mistakes.join('\n')).toMatchInlineSnapshot(`
      "octopus-cards.sandbox.opsEmails[0]: found "ops", expected an e-mail address
      octopus-cards.sandbox.opsEmails[1]: found 7, expected an e-mail address
      octopus-cards.sandbox.supportEmails: found nothing, expected a list of e-mail addresses
      octopus-cards.sandbox.credentials[0].name: found "Api", expected a name of 1 to 40 of a-z, 0-9 and -
      octopus-cards.sandbox.credentials[2].clientId: found null, expected a client id: a whole number above 0, or a string of 1 to 64 characters without white space
      octopus-cards.sandbox.credentials[3]: found "x", expected an object of name, clientId, readers
      octopus-cards.sandbox.credentials[2].name: found "shop", expected a name that no other credential has
      octopus-cards.sandbox.rotateEveryDays: found "yearly", expected a whole number of days, 1 to 999
      octopus-cards.sandbox.remindDaysBefore[0]: found "60", expected a whole number of days, 0 to 365
      octopus-cards.sandbox.remindDaysBefore[2]: found 40, expected fewer days than the 30 before it
      octopus-cards.sandbox.account: found "1", expected a string of 12 digits
      octopus-cards.sandbox.suportEmails: found an unknown key, expected one of opsEmails, supportEmails, credentials, rotateEveryDays, remindDaysBefore, handover, egress, encryption, account, region
      octopus-cards.sandbox.region: found nothing, expected a region, because an account is given
      octopus-cards.production: found nothing, expected an object of opsEmails, supportEmails, credentials, rotateEveryDays, remindDaysBefore, handover, egress, encryption, account, region
      octopus-cards.staging: found an unknown key, expected one of sandbox, production"
    `);
  });

  it('are reported for a value of twenty thousand levels too', () => {
    const sandbox: unknown = JSON.parse(`${'['.repeat(20_000)}1${']'.repeat(20_000)}`);
    const parsed = parseSettings({ sandbox });
    expect(parsed.kind === 'mistakes' && parsed.mistakes[0]).toBe(
      'octopus-cards.sandbox: found a value of too many levels, expected an object of opsEmails, supportEmails, credentials, rotateEveryDays, remindDaysBefore, handover, egress, encryption, account, region',
    );
  });

  it('stay one line, whatever was found', () => {
    expect(withSandbox({ opsEmails: [`${'a\n'.repeat(60)}`] })).toEqual({
      kind: 'mistakes',
      mistakes: [
        expect.stringMatching(
          /^octopus-cards\.sandbox\.opsEmails\[0\]: found "(a\\n)+a?…, expected an e-mail address$/,
        ),
      ],
    });
  });

  it.each([
    ['a\nb', '["a\\nb"]'],
    ['a\u2028b\u0085c', '["a\\u2028b\\u0085c"]'],
    ['', '[""]'],
    ['__proto__', '.__proto__'],
  ])('stay one line, whatever the key: %j', (key, shown) => {
    const mistake = `octopus-cards.sandbox${shown}: found an unknown key, expected one of ${allKeys}`;
    expect(withSandbox(Object.fromEntries([[key, 1]]))).toEqual({ kind: 'mistakes', mistakes: [mistake] });
  });
});
