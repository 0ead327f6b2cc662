import fc from 'fast-check';
import { type Step, steps } from '../../../lambda/rotation/plan.ts';
import type { Interception } from '../../../local/aws/server.ts';
import { days, hours } from '../../../local/clock.ts';
import type { Rehearsal } from '../rehearsal.ts';
import { type Happening, unlessRefused } from './command.ts';
import { byOperators } from './operator.ts';
import { around } from './vendor.ts';

/** A run that fails says so in its log, and is tried again by whoever started it. */
const run = (work: Promise<unknown>): Promise<unknown> => work.catch(() => undefined);

const rotate: Happening = {
  name: 'rotate',
  happens: (rehearsal) =>
    unlessRefused(async () => {
      rehearsal.token = await rehearsal.world.rotate();
    }),
};

const watch: Happening = { name: 'the watch runs', happens: ({ world }) => run(world.runByHand('watch')) };

const rollback = (evenThoughLiveWorks: boolean): Happening => ({
  name: evenThoughLiveWorks ? 'roll back even though the live pair works' : 'roll back',
  happens: ({ world }) => run(world.runByHand('rollback', { evenThoughLiveWorks })),
});

/** Time passes; failed rotations are tried again. */
const pass = (ms: number): Happening => ({
  name: `${ms / hours(1)} hours pass`,
  happens: ({ world }) => world.clock.advance(ms),
});

const invokeStep = async ({ world, secretArn, token }: Rehearsal, step: Step): Promise<void> => {
  if (token !== undefined) await run(world.invoke({ Step: step, SecretId: secretArn, ClientRequestToken: token }));
};

const replay = (step: Step, times: number): Happening => ({
  name: `${step} comes ${times === 1 ? 'again' : 'twice at once'}`,
  disturbs: true,
  happens: (rehearsal) => Promise.all(Array.from({ length: times }, () => invokeStep(rehearsal, step))),
});

const twice = ({ name, happens }: Happening): Happening => ({
  name: `${name}, twice at once`,
  disturbs: true,
  happens: (rehearsal) => Promise.all([happens(rehearsal), happens(rehearsal)]),
});

/** The function dies at one of its calls: before it is made, or before its answer comes. */
const cutOff = (inner: Happening, at: number, how: 'drop-before' | 'drop-after'): Happening => ({
  name: `${inner.name}, cut off ${how === 'drop-before' ? 'before' : 'after'} call ${at}`,
  disturbs: true,
  async happens(rehearsal) {
    const { world } = rehearsal;
    let calls = 0;
    world.aws.intercept = ({ accessKeyId }) => {
      if (!world.isFunction(accessKeyId)) return 'pass';
      calls += 1;
      if (calls < at) return 'pass';
      return calls === at ? how : 'drop-before';
    };
    await inner.happens(rehearsal);
    world.aws.intercept = undefined;
  },
});

/** Something else happens, to its end, while the function waits for the answer of one of its calls. */
const meanwhile = (inner: Happening, at: number, other: Happening): Happening => ({
  name: `${inner.name}, and at call ${at}: ${other.name}`,
  movesByHand: other.movesByHand ?? false,
  disturbs: true,
  isConcurrent: true,
  async happens(rehearsal) {
    const { world } = rehearsal;
    let calls = 0;
    world.aws.intercept = async ({ accessKeyId }): Promise<Interception> => {
      if (!world.isFunction(accessKeyId)) return 'pass';
      calls += 1;
      if (calls !== at) return 'pass';
      world.aws.intercept = undefined;
      await other.happens(rehearsal);
      return 'pass';
    };
    await inner.happens(rehearsal);
    world.aws.intercept = undefined;
  },
});

const runs = fc.oneof(
  { weight: 4, arbitrary: fc.constant(rotate) },
  { weight: 4, arbitrary: fc.constant(watch) },
  { weight: 2, arbitrary: fc.boolean().map(rollback) },
);

/** What the functions are started for, and the time between. */
export const ofFunctions: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 10, arbitrary: runs },
  { weight: 1, arbitrary: fc.constant(twice(watch)) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom(...steps), fc.integer({ min: 1, max: 2 }))
      .map(([step, times]) => replay(step, times)),
  },
  {
    weight: 4,
    arbitrary: fc
      .tuple(runs, fc.integer({ min: 1, max: 25 }), fc.constantFrom('drop-before' as const, 'drop-after' as const))
      .map(([inner, at, how]) => cutOff(inner, at, how)),
  },
  {
    weight: 4,
    arbitrary: fc
      .tuple(runs, fc.integer({ min: 1, max: 25 }), fc.oneof(byOperators, around, runs))
      .map(([inner, at, other]) => meanwhile(inner, at, other)),
  },
  {
    weight: 4,
    arbitrary: fc.constantFrom(hours(1), hours(6), days(1), days(2), days(8), days(40), days(400)).map(pass),
  },
);
