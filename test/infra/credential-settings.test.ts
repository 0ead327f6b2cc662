import { describe, expect, it } from 'vitest';
import { withSandbox } from './settings-with.ts';

const reader = 'arn:aws:iam::111122223333:role/apps/shop';
const withReaders = (...readers: unknown[]) => ({ credentials: [{ name: 'api', readers }] });
const names = (count: number) => Array.from({ length: count }, (_, index) => ({ name: `client-${index}` }));

describe('the credentials', () => {
  it('take a client id as a number or a string', () => {
    const credentials = [
      { name: 'api', clientId: 4711 },
      { name: 'shop-2', clientId: 'c-0815' },
    ];
    expect(withSandbox({ credentials })).toMatchObject({
      settings: { sandbox: { credentials: [{ clientId: '4711' }, { clientId: 'c-0815' }] } },
    });
  });

  it('take the roles of applications, with path and partition', () => {
    const credentials = [{ name: 'api', readers: [reader, 'arn:aws-cn:iam::111122223333:role/shop+a=b,c.d@e_f-g'] }];
    expect(withSandbox({ credentials })).toMatchObject({ settings: { sandbox: { credentials } } });
  });
});

const role = 'the ARN of a role, such as arn:aws:iam::111122223333:role/shop';
const credentialName = 'a name of 1 to 40 of a-z, 0-9 and -';
const clientId = 'a client id: a whole number above 0, or a string of 1 to 64 characters without white space';

describe('a mistake in the credentials', () => {
  it.each<[change: object, line: string]>([
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
});
