import { expect, it } from 'vitest';
import { days } from '../../../local/clock.ts';
import type { Fault } from '../../../local/octopus/faults.ts';
import type { World } from '../../../local/world.ts';
import { startTestWorld } from '../../support/test-world.ts';
import { firstPair, secondPair, withFirstPair } from '../rotation/story.ts';
import { diary, states } from './diary.ts';

type Answer = 'accepted' | 'refused' | 'blocked' | 'unavailable';

/** What each login of a run meets, by its place: the live pair first. */
const faults: Readonly<Record<Exclude<Answer, 'accepted' | 'refused'>, Fault>> = {
  blocked: 403,
  unavailable: 503,
};

/** A world in which the second pair is live, and support was asked to revoke the first one. */
async function requested(): Promise<World> {
  const world = await withFirstPair(await startTestWorld({ watched: true }));
  await world.stage(secondPair);
  await world.rotate();
  return world;
}

/** The vendor's answers to the logins of the next run: the live pair is tried twice where nothing was learnt. */
function answer(world: World, live: Answer, old: Answer): void {
  if (live === 'refused') world.octopus.revoke(secondPair.apiKey);
  if (old === 'refused') world.octopus.revoke(firstPair.apiKey);
  const ofLive = live === 'unavailable' ? 2 : 1;
  let logins = 0;
  world.octopus.intercept = () => {
    logins += 1;
    const as = logins <= ofLive ? live : old;
    if (as === 'blocked' || as === 'unavailable') world.octopus.failNext(faults[as]);
    return 'pass';
  };
}

it.each<[Answer, Answer, { mails: readonly string[]; labels: readonly string[] }]>([
  ['accepted', 'refused', { mails: ['ops info RevocationProved'], labels: ['AWSCURRENT live', 'AWSPREVIOUS revoked'] }],
  [
    'accepted',
    'accepted',
    {
      mails: ['support action RevocationOverdue', 'ops action RevocationOverdue'],
      labels: ['AWSCURRENT live', 'AWSPREVIOUS requested'],
    },
  ],
  ['accepted', 'blocked', { mails: [], labels: ['AWSCURRENT health live', 'AWSPREVIOUS requested'] }],
  ['accepted', 'unavailable', { mails: [], labels: ['AWSCURRENT health live', 'AWSPREVIOUS requested'] }],
  [
    'refused',
    'accepted',
    {
      mails: ['support urgent WrongPairRevoked', 'ops urgent WrongPairRevoked'],
      labels: ['AWSCURRENT health live', 'AWSPREVIOUS requested'],
    },
  ],
  [
    'refused',
    'refused',
    { mails: ['ops urgent LivePairDead'], labels: ['AWSCURRENT health live', 'AWSPREVIOUS requested'] },
  ],
  [
    'refused',
    'blocked',
    { mails: ['ops urgent LivePairDead'], labels: ['AWSCURRENT health live', 'AWSPREVIOUS requested'] },
  ],
  [
    'refused',
    'unavailable',
    { mails: ['ops urgent LivePairDead'], labels: ['AWSCURRENT health live', 'AWSPREVIOUS requested'] },
  ],
  ['blocked', 'accepted', { mails: [], labels: ['AWSCURRENT health live', 'AWSPREVIOUS requested'] }],
  ['blocked', 'refused', { mails: [], labels: ['AWSCURRENT health live', 'AWSPREVIOUS requested'] }],
  ['blocked', 'blocked', { mails: [], labels: ['AWSCURRENT health live', 'AWSPREVIOUS requested'] }],
  ['blocked', 'unavailable', { mails: [], labels: ['AWSCURRENT health live', 'AWSPREVIOUS requested'] }],
  ['unavailable', 'blocked', { mails: [], labels: ['AWSCURRENT health live', 'AWSPREVIOUS requested'] }],
  ['unavailable', 'unavailable', { mails: [], labels: ['AWSCURRENT health live', 'AWSPREVIOUS requested'] }],
  ['unavailable', 'accepted', { mails: [], labels: ['AWSCURRENT health live', 'AWSPREVIOUS requested'] }],
  ['unavailable', 'refused', { mails: [], labels: ['AWSCURRENT health live', 'AWSPREVIOUS requested'] }],
])('live pair %s, old pair %s', async (live, old, expected) => {
  await using world = await requested();
  // The day after the request is the first on which support is chased.
  await world.clock.advance(days(1));
  const before = world.aws.mailbox.length;
  answer(world, live, old);
  await world.clock.advance(days(1));
  expect(diary(world, before).map((line) => line.slice(11))).toEqual(expected.mails);
  expect(await states(world)).toEqual(expected.labels);
});
