import { expect, it } from 'vitest';
import { days } from '../../../local/clock.ts';
import { replaced } from './cli-world.ts';

it('x', async () => {
  await using world = await replaced({ watched: true });
  await world.clock.advance(days(1));
  const { exitCode, out, err } = await world.run(['doctor']);
  console.log(exitCode, `${out.join('\n')}\n${err.join('\n')}`);
  expect(world.operatorCalls()).toEqual([]);
});
