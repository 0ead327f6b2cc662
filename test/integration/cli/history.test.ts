import { describe, expect, it } from 'vitest';
import { days } from '../../../local/clock.ts';
import { alice, bob, replaced, startCliWorld, withoutIds } from './cli-world.ts';

describe('octopus history', () => {
  it('x', async () => {
    await using world = await replaced();
    await world.run(['watch']);
    world.octopus.revoke(alice.apiKey);
    await world.clock.advance(days(1));
    await world.run(['watch']);
    const { out, err, exitCode } = await world.run(['history']);
    console.log(exitCode, out.join('\n'), err.join('\n'));
    const csv = await world.run(['history', '--csv']);
    console.log(csv.out.join('\n'), csv.err.join('\n'));
    const json = await world.run(['history', '--json']);
    console.log(json.out.join('\n'));
    await world.clock.advance(days(365));
    console.log((await world.run(['history'])).out.join('\n'));
    world.aws.logs.remove('/aws/lambda/octopus-cards-sandbox-watch');
    console.log((await world.run(['history'])).out.join('\n'));
    console.log(world.operatorCalls());
  });
});
