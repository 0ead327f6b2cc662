import { describe, expect, it } from 'vitest';
import { parseSettings } from '../../lib/settings.ts';

const minimal = { opsEmails: ['ops@example.com'], supportEmails: ['octopus-support@example.com'] };
const withSandbox = (change: object) => parseSettings({ sandbox: { ...minimal, ...change }, production: minimal });

describe('settings', () => {
  it('have defaults for everything but the addresses', () => {
    const defaults = {
      ...minimal,
      credentials: [{ name: 'api' }],
      rotateEveryDays: 365,
      remindDaysBefore: [60, 30, 14, 7, 1, 0],
    };
    expect(withSandbox({})).toEqual({ kind: 'settings', settings: { sandbox: defaults, production: defaults } });
  });

  it('take a client id as a number or a string, and an account with a region', () => {
    const credentials = [
      { name: 'api', clientId: 4711 },
      { name: 'shop-2', clientId: 'c-0815' },
    ];
    expect(withSandbox({ credentials, account: '012345678901', region: 'eu-central-1' })).toMatchObject({
      settings: {
        sandbox: {
          credentials: [{ clientId: '4711' }, { clientId: 'c-0815' }],
          account: '012345678901',
          region: 'eu-central-1',
        },
      },
    });
  });
});

const allKeys = 'opsEmails, supportEmails, credentials, rotateEveryDays, remindDaysBefore, account, region';
const credentialName = 'a name of 1 to 40 of a-z, 0-9 and -';
const clientId = 'a client id: a whole number above 0, or a string of 1 to 64 characters without white space';
const names = (count: number) => Array.from({ length: count }, (_, index) => ({ name: `client-${index}` }));

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
    [{ credentials: 'api' }, 'credentials: found "api", expected a list of credentials'],
    [{ credentials: [] }, 'credentials: found [], expected at least one credential'],
    [{ credentials: ['api'] }, 'credentials[0]: found "api", expected an object of name, clientId'],
    [{ credentials: [{}] }, `credentials[0].name: found nothing, expected ${credentialName}`],
    [{ credentials: [{ name: 'API' }] }, `credentials[0].name: found "API", expected ${credentialName}`],
    [{ credentials: [{ name: 'api/intake' }] }, `credentials[0].name: found "api/intake", expected ${credentialName}`],
    [
      { credentials: [{ name: 'x'.repeat(41) }] },
      `credentials[0].name: found "${'x'.repeat(41)}", expected ${credentialName}`,
    ],
    [
      { credentials: [{ name: 'api' }, { name: 'shop' }, { name: 'api' }] },
      'credentials[2].name: found "api", expected a name that no other credential has',
    ],
    [
      { credentials: [{ name: 'api', client: 1 }] },
      'credentials[0].client: found an unknown key, expected one of name, clientId',
    ],
    [{ credentials: [{ name: 'api', clientId: '' }] }, `credentials[0].clientId: found "", expected ${clientId}`],
    [{ credentials: [{ name: 'api', clientId: 1.5 }] }, `credentials[0].clientId: found 1.5, expected ${clientId}`],
    [{ credentials: [{ name: 'api', clientId: true }] }, `credentials[0].clientId: found true, expected ${clientId}`],
    [{ rotateEveryDays: 0 }, 'rotateEveryDays: found 0, expected a whole number of days, 1 to 999'],
    [{ rotateEveryDays: 1000 }, 'rotateEveryDays: found 1000, expected a whole number of days, 1 to 999'],
    [{ rotateEveryDays: 30.5 }, 'rotateEveryDays: found 30.5, expected a whole number of days, 1 to 999'],
    [{ rotateEveryDays: '365' }, 'rotateEveryDays: found "365", expected a whole number of days, 1 to 999'],
    [{ remindDaysBefore: 30 }, 'remindDaysBefore: found 30, expected a list of days'],
    [{ remindDaysBefore: [] }, 'remindDaysBefore: found [], expected at least one day'],
    [{ remindDaysBefore: [366] }, 'remindDaysBefore[0]: found 366, expected a whole number of days, 0 to 365'],
    [{ remindDaysBefore: [-1] }, 'remindDaysBefore[0]: found -1, expected a whole number of days, 0 to 365'],
    [{ remindDaysBefore: [30, 60] }, 'remindDaysBefore[1]: found 60, expected fewer days than the 30 before it'],
    [{ remindDaysBefore: [7, 7] }, 'remindDaysBefore[1]: found 7, expected fewer days than the 7 before it'],
    [{ account: '012345678901' }, 'region: found nothing, expected a region, because an account is given'],
    [{ account: 12345678901, region: 'eu-central-1' }, 'account: found 12345678901, expected a string of 12 digits'],
    [{ region: 'Frankfurt' }, 'region: found "Frankfurt", expected a region such as eu-central-1'],
  ])('%j', (change, line) => {
    expect(withSandbox(change)).toEqual({ kind: 'mistakes', mistakes: [`octopus-cards.sandbox.${line}`] });
  });

  it('51 credentials', () => {
    expect(withSandbox({ credentials: names(50) }).kind).toBe('settings');
    expect(withSandbox({ credentials: names(51) })).toMatchObject({
      mistakes: [
        expect.stringMatching(/^octopus-cards\.sandbox\.credentials: found .*, expected at most 50 credentials$/),
      ],
    });
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
  it('are told all at once, none hides another', () => {
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
      octopus-cards.sandbox.credentials[3]: found "x", expected an object of name, clientId
      octopus-cards.sandbox.credentials[2].name: found "shop", expected a name that no other credential has
      octopus-cards.sandbox.rotateEveryDays: found "yearly", expected a whole number of days, 1 to 999
      octopus-cards.sandbox.remindDaysBefore[0]: found "60", expected a whole number of days, 0 to 365
      octopus-cards.sandbox.remindDaysBefore[2]: found 40, expected fewer days than the 30 before it
      octopus-cards.sandbox.account: found "1", expected a string of 12 digits
      octopus-cards.sandbox.suportEmails: found an unknown key, expected one of opsEmails, supportEmails, credentials, rotateEveryDays, remindDaysBefore, account, region
      octopus-cards.sandbox.region: found nothing, expected a region, because an account is given
      octopus-cards.production: found nothing, expected an object of opsEmails, supportEmails, credentials, rotateEveryDays, remindDaysBefore, account, region
      octopus-cards.staging: found an unknown key, expected one of sandbox, production"
    `);
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
});
