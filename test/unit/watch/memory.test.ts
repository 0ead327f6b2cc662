import { describe, expect, it } from 'vitest';
import { createSecretStore } from '../../../lambda/secrets/secret-store.ts';
import { remembered, rememberHealth, rememberReminder } from '../../../lambda/watch/memory.ts';
import {
  formatHealth,
  formatReminder,
  type HealthLabel,
  type ReminderLabel,
} from '../../../lambda/watch/watch-label.ts';
import { anAws, aSecret } from '../../local/aws/an-aws.ts';
import { aView } from '../cli/a-view.ts';

const at = '2026-01-01T00:00:00Z';
const second = '22222222-2222-4222-8222-222222222222';
const reminder = (versionId: string, rung = 'd30'): ReminderLabel => ({
  kind: 'reminder',
  versionId,
  rung,
  liveSince: at,
  at,
});
const health = (versionId: string): HealthLabel => ({
  kind: 'health',
  versionId,
  trouble: { kind: 'LivePairDead', since: at },
});
const textOf = (label: HealthLabel): string => formatHealth(label) ?? '';

async function aMemory() {
  const world = await anAws();
  const secret = await aSecret(world);
  const store = createSecretStore(world.secretsManager, 'pair');
  return { ...world, secret, store };
}

describe('what the watch remembers', () => {
  it('is on the live version', async () => {
    await using world = await aMemory();
    const { first } = world.secret;
    const view = await rememberReminder(world.store, await world.store.describe(), reminder(first));
    const both = await rememberHealth(world.store, view, health(first));
    expect((await world.secret.stages())[first]).toEqual(both.stages[first]?.toSorted());
    expect(remembered.reminders(both)).toEqual([reminder(first)]);
    expect(remembered.health(both)).toEqual(health(first));
    expect(both.stages[first]).toEqual(['AWSCURRENT', formatReminder(reminder(first)), textOf(health(first))]);
  });

  it('takes the place of what it remembered before, also of another version', async () => {
    await using world = await aMemory();
    const { first, put } = world.secret;
    await rememberReminder(world.store, await world.store.describe(), reminder(first, 'd60'));
    await rememberHealth(world.store, await world.store.describe(), health(first));
    await put('second', undefined, second);
    const view = await rememberReminder(world.store, await world.store.describe(), reminder(second));
    expect(view.stages).toEqual({
      [first]: ['AWSPREVIOUS', textOf(health(first))],
      [second]: ['AWSCURRENT', formatReminder(reminder(second))],
    });
    expect(await world.store.describe()).toEqual(view);
  });

  it('costs no call where it is there already', async () => {
    await using world = await aMemory();
    const { first } = world.secret;
    const view = await rememberReminder(world.store, await world.store.describe(), reminder(first));
    const before = world.aws.calls.length;
    expect(await rememberReminder(world.store, view, reminder(first))).toEqual(view);
    expect(world.aws.calls.length).toBe(before);
  });

  it('is gone when there is nothing to remember', async () => {
    await using world = await aMemory();
    const { first } = world.secret;
    const view = await rememberHealth(world.store, await world.store.describe(), health(first));
    const well = await rememberHealth(world.store, view, { kind: 'health', versionId: first });
    expect(remembered.health(well)).toBeUndefined();
    expect(await world.secret.stages()).toEqual({ [first]: ['AWSCURRENT'] });
  });

  it('is nothing while no version is live', async () => {
    await using world = await aMemory();
    const view = aView({ first: ['AWSPENDING'] });
    expect(await rememberHealth(world.store, view, health('first'))).toBe(view);
    expect([remembered.reminders(view), remembered.health(view)]).toEqual([[], undefined]);
  });

  it.each([
    ['old', 'live'],
    ['live', 'old'],
  ])('is first what the live version has, whatever stands first: %s, %s', (...ids) => {
    const labels: Readonly<Record<string, readonly string[]>> = {
      old: [formatReminder(reminder('old', 'd60')), textOf(health('old'))],
      live: ['AWSCURRENT', formatReminder(reminder('live')), textOf(health('live'))],
    };
    const stages = Object.fromEntries(ids.map((id) => [id, labels[id] ?? []]));
    const view = { ...aView({}), stages };
    expect(remembered.reminders(view).map(({ versionId }) => versionId)).toEqual(['live', 'old']);
    expect(remembered.health(view)?.versionId).toBe('live');
  });
  it.each([
    ['first', [second, 'old']],
    ['last', ['old', second]],
  ])('is that of the live version where another has one, too: %s', (_, ids) => {
    const labels = (id: string) => [...(id === second ? ['AWSCURRENT'] : []), textOf(health(id))];
    const view = aView(Object.fromEntries(ids.map((id) => [id, labels(id)])));
    expect(remembered.health(view)?.versionId).toBe(second);
  });
});
