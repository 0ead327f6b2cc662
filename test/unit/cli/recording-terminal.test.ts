import { expect, it } from 'vitest';
import { leaks } from './recording-terminal.ts';

const secret = 'secret-of-alice-0001';

it.each([
  ['as it is', `before ${secret} after`],
  ['in base64', Buffer.from(secret).toString('base64')],
  ['in the middle of base64', Buffer.from(`1${secret}2`).toString('base64')],
  ['in a document in base64', Buffer.from(JSON.stringify({ API_SECRET: secret })).toString('base64')],
])('finds a secret %s', (_, text) => {
  expect(leaks(text, [secret])).toBe(true);
});

it('finds none where there is none', () => {
  expect(leaks('key ending in …0001', [secret])).toBe(false);
});
