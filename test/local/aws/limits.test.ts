import { expect, it } from 'vitest';
import { anAws, aSecret, refusal } from './an-aws.ts';

type Secret = Awaited<ReturnType<typeof aSecret>>;

const tooLong = (member: string, most: number) =>
  `400 ValidationException: 1 validation error detected: Value at '${member}' failed to satisfy constraint: Member must have length less than or equal to ${most}`;

it.each<[what: string, put: (secret: Secret) => Promise<unknown>, expected: string]>([
  [
    'a value of 65,537 bytes in fewer characters',
    (secret) => secret.put(`${'é'.repeat(32_768)}!`),
    tooLong('secretString', 65_536),
  ],
  ['a label of 257 characters', (secret) => secret.put('second', ['x'.repeat(257)]), tooLong('versionStages', 256)],
  [
    'a token of 31 characters',
    (secret) => secret.put('second', undefined, 'x'.repeat(31)),
    "400 ValidationException: 1 validation error detected: Value at 'clientRequestToken' failed to satisfy constraint: Member must have length greater than or equal to 32",
  ],
])('names the limit that %s breaks', async (_, put, expected) => {
  await using world = await anAws();
  expect(await refusal(put(await aSecret(world)))).toBe(expected);
});

it('names an operation of a service that it does not model', async () => {
  await using world = await anAws();
  const headers = { 'x-amz-target': 'DynamoDB_20120810.PutItem', 'content-type': 'application/x-amz-json-1.1' };
  const response = await fetch(world.aws.url, { method: 'POST', headers, body: '{}' });
  expect(response.status).toBe(501);
  expect(await response.json()).toMatchObject({
    message: 'DynamoDB_20120810:PutItem is not modelled by the local AWS',
  });
});
