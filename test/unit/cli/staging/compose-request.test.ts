import { describe, expect, it } from 'vitest';
import { composeRequest } from '../../../../cli/staging/compose-request.ts';
import type { Reason } from '../../../../lambda/secrets/state-label.ts';
import { aView } from '../a-view.ts';

const origin = { environment: 'production', credential: 'api' } as const;
const intake = aView({ none: ['AWSCURRENT', 'octopus/empty'] });
const config = { credentials: new Map([['api', '4711']]), egress: ['203.0.113.7/32'] };

function compose(since: string | undefined, reason?: Reason, settings = config) {
  const label = since === undefined ? [] : [`live at=${since}T10:00:00Z live=${since}T10:00:00Z`];
  const credential = aView({ v1: ['AWSCURRENT', ...label] });
  const now = new Date('2026-11-24T10:00:00Z');
  return composeRequest({ origin, views: { credential, intake }, config: settings, reason, now });
}
const wanted = (...given: Parameters<typeof compose>) =>
  /We need it\s+(.*?)\./.exec(oneLine(compose(...given).body))?.[1];
const oneLine = (text: string) => text.replaceAll('\n', ' ');

describe('the request to the account manager', () => {
  it('is ready to send', () => {
    const { subject, body } = compose('2025-12-24');
    expect(`${subject}\n\n${body}`).toMatchInlineSnapshot(`
      "New API key pair, production

      Hello,

      please issue a new API key and API secret for our production
      account, client id 4711. We need it by 2026-12-24. Our egress
      addresses: 203.0.113.7/32.

      Please send the pair over a secure channel. Please keep the present
      pair active: we ask support to revoke it when the new one is in use."
    `);
  });

  it.each([
    ['2025-12-24', undefined, 'by 2026-12-24'],
    ['2025-11-24', undefined, 'as soon as possible'],
    ['2025-10-01', undefined, 'as soon as possible'],
    ['2026-10-01', 'leak', 'as soon as possible'],
    ['2026-10-01', 'departure', 'as soon as possible'],
    ['2026-10-01', 'other', 'by 2027-10-01'],
    [undefined, undefined, 'as soon as possible'],
  ] as const)('for a pair that is live since %s, reason %s: %s', (since, reason, date) => {
    expect(wanted(since, reason)).toBe(date);
  });

  it('asks to keep the present pair active, when there is one', () => {
    expect(oneLine(compose('2025-12-24').body)).toContain('Please keep the present pair active');
    expect(oneLine(compose(undefined).body)).not.toContain('Please keep the present pair active');
  });

  it('names what is configured for this credential alone', () => {
    const { body, clientId } = compose('2025-12-24', undefined, { credentials: new Map([['cards', '1']]), egress: [] });
    expect(clientId).toBeUndefined();
    expect(oneLine(body)).toContain('for our production account.');
    expect(oneLine(body)).toContain('egress addresses: not fixed.');
  });
});
