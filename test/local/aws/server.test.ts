import { expect, it } from 'vitest';
import { createMovableClock, days } from '../../../local/clock.ts';
import { anAws, named } from './an-aws.ts';

const invoke = (url: string, name: string, body = '{"a":1}') =>
  fetch(`${url}/2015-03-31/functions/${name}/invocations`, { method: 'POST', body });

it('invokes a function with its payload', async () => {
  await using world = await anAws();
  world.aws.registerFunction({ name: 'echo', handler: async (event) => ({ event }) });
  const response = await invoke(world.aws.url, 'echo');
  expect([await response.json(), response.headers.get('x-amz-function-error')]).toEqual([{ event: { a: 1 } }, null]);
});

it('refuses a payload that is not JSON, and does not quote it', async () => {
  await using world = await anAws();
  world.aws.registerFunction({ name: 'echo', handler: async (event) => ({ event }) });
  const response = await invoke(world.aws.url, 'echo', 'secret-of-alice');
  expect([response.status, await response.json()]).toMatchObject([
    400,
    { __type: 'InvalidRequestContentException', message: 'Could not parse request body into json' },
  ]);
});

it('answers what a function throws', async () => {
  await using world = await anAws();
  const thrown = async () => Promise.reject(named('EgressBlocked', 'not our address'));
  world.aws.registerFunction({ name: 'broken', handler: thrown });
  const response = await invoke(world.aws.url, 'broken');
  expect(response.status).toBe(200);
  expect(response.headers.get('x-amz-function-error')).toBe('Unhandled');
  expect(await response.json()).toEqual({ errorType: 'EgressBlocked', errorMessage: 'not our address' });
});

it('dates its answers by the movable clock', async () => {
  await using world = await anAws();
  await world.clock.advance(days(365));
  const response = await fetch(world.aws.url);
  expect(response.headers.get('date')).toBe('Fri, 01 Jan 2027 00:00:00 GMT');
});

it('answers a call of the Query protocol that it does not model in XML', async () => {
  await using world = await anAws();
  const body = new URLSearchParams({ Action: 'PublishBatch', Version: '2010-03-31' });
  const response = await fetch(world.aws.url, { method: 'POST', body });
  expect(await response.text()).toContain('<Message>sns:PublishBatch is not modelled by the local AWS</Message>');
});

const inherited = ['constructor', 'toString', '__proto__'];

it.each(inherited)('does not mistake %s, which objects inherit, for a service', async (name) => {
  await using world = await anAws();
  const authorization = `AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/${name}/aws4_request`;
  const target = { 'x-amz-target': `${name}.Foo` };
  for (const headers of [target, { ...target, authorization }]) {
    const response = await fetch(world.aws.url, { method: 'POST', headers });
    expect(response.status).toBe(501);
    expect(await response.json()).toMatchObject({
      __type: 'NotModelled',
      message: `${name}:Foo is not modelled by the local AWS`,
    });
  }
});

it.each(inherited)('does not mistake %s for an operation or a version', async (name) => {
  await using world = await anAws();
  const asked = [
    [{ Action: name, Version: '2010-03-31' }, `sns:${name}`],
    [{ Action: 'Foo', Version: name }, 'unknown:Foo'],
  ] as const;
  for (const [form, named] of asked) {
    const response = await fetch(world.aws.url, { method: 'POST', body: new URLSearchParams(form) });
    expect(response.status).toBe(501);
    expect(await response.text()).toContain(`<Message>${named} is not modelled by the local AWS</Message>`);
  }
});

it('listens on the port it is given, on this machine only', async () => {
  const clock = createMovableClock(new Date());
  await using first = await anAws({ clock });
  expect(first.aws.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  const port = Number(new URL(first.aws.url).port);
  await expect(anAws({ clock, port })).rejects.toThrow('EADDRINUSE');
});
