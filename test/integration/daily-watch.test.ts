import { describe, expect, it } from 'vitest';
import { days } from '../../local/clock.ts';
import type { World } from '../../local/world.ts';
import { startTestWorld } from '../support/test-world.ts';

/** Starts of a function by a schedule: the role that started it, and the function. */
const starts = ({ aws }: World) =>
  aws.accesses
    .filter(({ action, principalArn }) => action === 'lambda:InvokeFunction' && principalArn.includes('Schedules'))
    .map(({ resource, allowed }) => `${allowed ? 'started' : 'refused'} ${resource.split(':').at(-1)}`);

describe.each(['sandbox', 'production'] as const)('the schedule of %s', (environment) => {
  it('starts the watch of its credential once a day, with the rights of its role', async () => {
    await using world = await startTestWorld({ environment, watched: true });
    await world.clock.advance(days(3));
    expect(starts(world)).toEqual(Array.from({ length: 3 }, () => `started octopus-cards-${environment}-watch`));
  });

  it('has a queue for what came to nothing', async () => {
    await using world = await startTestWorld({ environment });
    expect(world.aws.queues.messages(`octopus-cards-${environment}-watch-given-up`)).toEqual([]);
  });
});

describe('the local world', () => {
  it('tells what of the stack it has nothing for', async () => {
    await using world = await startTestWorld();
    expect([...world.stack.notModelled.keys()].toSorted()).toEqual([
      'AWS::CloudWatch::Dashboard',
      'AWS::Events::Rule',
      'AWS::Logs::MetricFilter',
    ]);
  });
});
