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

const existing = {
  kind: 'existing',
  vpcId: 'vpc-0123456789abcdef0',
  subnets: [
    { id: 'subnet-0123456789abcdef0', availabilityZone: 'eu-central-1a' },
    { id: 'subnet-0123456789abcdef1', availabilityZone: 'eu-central-1b' },
  ],
  cidrs: ['203.0.113.7/32'],
};
const reader = 'arn:aws:iam::111122223333:role/apps/shop';

describe('settings for production', () => {
  it.each([
    ['egress', { kind: 'none' }],
    ['egress', { kind: 'fixed' }],
    ['egress', existing],
    ['encryption', 'customer-key'],
    ['credentials', [{ name: 'api', readers: [reader, 'arn:aws-cn:iam::111122223333:role/shop+a=b,c.d@e_f-g'] }]],
  ])('take the %s %j', (key, value) => {
    expect(withSandbox({ [key]: value })).toMatchObject({ settings: { sandbox: { [key]: value } } });
  });
});

const allKeys =
  'opsEmails, supportEmails, credentials, rotateEveryDays, remindDaysBefore, egress, encryption, account, region';
const role = 'the ARN of a role, such as arn:aws:iam::111122223333:role/shop';
const cidr = 'an IPv4 CIDR such as 203.0.113.7/32';
const withReaders = (...readers: unknown[]) => ({ credentials: [{ name: 'api', readers }] });
const withExisting = (change: object) => ({ egress: { ...existing, ...change } });
const [subnet] = existing.subnets;
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
    [{ credentials: ['api'] }, 'credentials[0]: found "api", expected an object of name, clientId, readers'],
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
      'credentials[0].client: found an unknown key, expected one of name, clientId, readers',
    ],
    [{ credentials: [{ name: 'api', clientId: '' }] }, `credentials[0].clientId: found "", expected ${clientId}`],
    [{ credentials: [{ name: 'api', clientId: 1.5 }] }, `credentials[0].clientId: found 1.5, expected ${clientId}`],
    [{ credentials: [{ name: 'api', clientId: true }] }, `credentials[0].clientId: found true, expected ${clientId}`],
    [
      { credentials: [{ name: 'api', readers: reader }] },
      `credentials[0].readers: found "${reader}", expected a list of ARNs of roles`,
    ],
    [withReaders(), 'credentials[0].readers: found [], expected at least one ARN of a role'],
    [withReaders('shop'), `credentials[0].readers[0]: found "shop", expected ${role}`],
    [
      withReaders('arn:aws:iam::111122223333:role/*'),
      `credentials[0].readers[0]: found "arn:aws:iam::111122223333:role/*", expected ${role}`,
    ],
    [
      withReaders('arn:aws:iam::111122223333:user/shop'),
      `credentials[0].readers[0]: found "arn:aws:iam::111122223333:user/shop", expected ${role}`,
    ],
    [
      withReaders('arn:aws:sts::111122223333:assumed-role/shop/session'),
      `credentials[0].readers[0]: found "arn:aws:sts::111122223333:assumed-role/shop/session", expected ${role}`,
    ],
    [
      withReaders(reader, reader),
      `credentials[0].readers[1]: found "${reader}", expected a role that is not in the list yet`,
    ],
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
    [{ egress: 'none' }, 'egress: found "none", expected an object with the kind "none", "existing" or "fixed"'],
    [{ egress: {} }, 'egress.kind: found nothing, expected "none", "existing" or "fixed"'],
    [{ egress: { kind: 'nat' } }, 'egress.kind: found "nat", expected "none", "existing" or "fixed"'],
    [{ egress: { kind: 'fixed', cidrs: [] } }, 'egress.cidrs: found an unknown key, expected one of kind'],
    [
      withExisting({ vpcId: 'vpc' }),
      'egress.vpcId: found "vpc", expected the id of a VPC, such as vpc-0123456789abcdef0',
    ],
    [
      withExisting({ vpcId: undefined }),
      'egress.vpcId: found nothing, expected the id of a VPC, such as vpc-0123456789abcdef0',
    ],
    [withExisting({ subnets: undefined }), 'egress.subnets: found nothing, expected a list of subnets'],
    [withExisting({ subnets: [] }), 'egress.subnets: found [], expected subnets in at least two availability zones'],
    [
      withExisting({ subnets: [subnet] }),
      `egress.subnets: found ${JSON.stringify([subnet])}, expected subnets in at least two availability zones`,
    ],
    [
      withExisting({ subnets: [...existing.subnets, subnet] }),
      'egress.subnets[2].id: found "subnet-0123456789abcdef0", expected a subnet that is not in the list yet',
    ],
    [
      withExisting({ subnets: [...existing.subnets, { id: 'vpc-1', availabilityZone: 'eu-central-1a' }] }),
      'egress.subnets[2].id: found "vpc-1", expected the id of a subnet, such as subnet-0123456789abcdef0',
    ],
    [
      withExisting({
        subnets: [...existing.subnets, { id: 'subnet-0123456789abcdef2', availabilityZone: 'eu-central-1' }],
      }),
      'egress.subnets[2].availabilityZone: found "eu-central-1", expected an availability zone such as eu-central-1a',
    ],
    [withExisting({ cidrs: [] }), 'egress.cidrs: found [], expected at least one IPv4 CIDR'],
    [withExisting({ cidrs: ['203.0.113.7'] }), `egress.cidrs[0]: found "203.0.113.7", expected ${cidr}`],
    [withExisting({ cidrs: ['203.0.113.7/33'] }), `egress.cidrs[0]: found "203.0.113.7/33", expected ${cidr}`],
    [withExisting({ cidrs: ['2001:db8::/32'] }), `egress.cidrs[0]: found "2001:db8::/32", expected ${cidr}`],
    [
      withExisting({ cidrs: ['203.0.113.7/32', '203.0.113.7/32'] }),
      'egress.cidrs[1]: found "203.0.113.7/32", expected a CIDR that is not in the list yet',
    ],
    [{ encryption: 'kms' }, 'encryption: found "kms", expected "customer-key" or "aws-key"'],
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

  it('client ids that do not fit into the variables of a function', () => {
    const numbered = names(50).map(({ name }) => ({ name: name.padEnd(40, 'x'), clientId: 12345678 }));
    expect(withSandbox({ credentials: numbered }).kind).toBe('settings');
    const longest = names(50).map(({ name }) => ({ name, clientId: 'x'.repeat(64) }));
    expect(withSandbox({ credentials: longest })).toMatchObject({
      mistakes: [
        expect.stringMatching(
          /^octopus-cards\.sandbox\.credentials: found .*, expected client ids that take at most 3000 bytes with their names, not 4143: Lambda gives a function 4 KB of variables$/,
        ),
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
      octopus-cards.sandbox.credentials[3]: found "x", expected an object of name, clientId, readers
      octopus-cards.sandbox.credentials[2].name: found "shop", expected a name that no other credential has
      octopus-cards.sandbox.rotateEveryDays: found "yearly", expected a whole number of days, 1 to 999
      octopus-cards.sandbox.remindDaysBefore[0]: found "60", expected a whole number of days, 0 to 365
      octopus-cards.sandbox.remindDaysBefore[2]: found 40, expected fewer days than the 30 before it
      octopus-cards.sandbox.account: found "1", expected a string of 12 digits
      octopus-cards.sandbox.suportEmails: found an unknown key, expected one of opsEmails, supportEmails, credentials, rotateEveryDays, remindDaysBefore, egress, encryption, account, region
      octopus-cards.sandbox.region: found nothing, expected a region, because an account is given
      octopus-cards.production: found nothing, expected an object of opsEmails, supportEmails, credentials, rotateEveryDays, remindDaysBefore, egress, encryption, account, region
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
