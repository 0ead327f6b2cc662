import { DescribeSecretCommand } from '@aws-sdk/client-secrets-manager';
import fc, { type Arbitrary } from 'fast-check';
import { reasons } from '../../../lambda/secrets/state-label.ts';
import { issuePair, type Model, type Real } from '../model.ts';
import { storedIn } from '../stored.ts';
import type { Disturbance } from '../weather.ts';
import { type Act, acts } from './by-hand.ts';
import { command } from './command.ts';
import { issuedBefore } from './staging.ts';

type Planned =
  | { readonly kind: 'undisturbed' }
  | (Disturbance & { readonly kind: 'cut-off' })
  | { readonly kind: 'meanwhile'; readonly at: number; readonly act: Act };

/** More calls than any function makes in a clean run. */
const mostCalls = 30;

const at = fc.integer({ min: 1, max: mostCalls });
const planned: Arbitrary<Planned> = fc.oneof(
  { weight: 2, arbitrary: fc.constant<Planned>({ kind: 'undisturbed' }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('cut-off' as const),
      at,
      loss: fc.constantFrom('drop-before' as const, 'drop-after' as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('meanwhile' as const),
      at,
      act: fc.constantFrom<Act>('stageNew', 'stageNew', 'putNewByHand', 'goBack', 'unstick'),
    }),
  },
);

function arm(plan: Planned, model: Model, real: Real): void {
  switch (plan.kind) {
    case 'undisturbed':
      break;
    case 'cut-off':
      real.weather.arm(plan);
      break;
    case 'meanwhile':
      real.weather.arm({ kind: 'meanwhile', at: plan.at, act: () => acts[plan.act](model, real) });
      break;
  }
}

function named(name: string, plan: Planned): string {
  switch (plan.kind) {
    case 'undisturbed':
      return name;
    case 'cut-off':
      return `${name}, ${plan.loss} at call ${plan.at}`;
    case 'meanwhile':
      return `${name}, ${plan.act} before call ${plan.at}`;
  }
}

/** A refusal is an answer like any other; what it left behind is for the invariants. */
const refusedOrNot = (run: Promise<unknown>): Promise<unknown> => run.catch(() => undefined);

const disturbed = (name: string, run: (real: Real) => Promise<unknown>) =>
  planned.map((plan) =>
    command(named(name, plan), async (model, real) => {
      arm(plan, model, real);
      await refusedOrNot(run(real));
    }),
  );

export const rotate = disturbed('rotate', ({ world }) => world.rotate());
/** What `octopus stage` does. A rotation may be under way: then this one is refused, as AWS does. */
export const stageAndRotate = fc.tuple(fc.constantFrom(...reasons), planned).map(([reason, plan]) =>
  command(named(`stageAndRotate(${reason})`, plan), async (model, real) => {
    await real.world.stage(issuePair(model, real), { reason });
    arm(plan, model, real);
    await refusedOrNot(real.world.rotate());
  }),
);

/** Ops stages a pair that is known already, and rotates to it: one that a rollback left may go live again. */
export const stageAgainAndRotate = fc.tuple(fc.nat({ max: 2 }), planned).map(([back, plan]) =>
  command(named(`stageAgainAndRotate(${back})`, plan), async (model, real) => {
    await real.world.stage(issuedBefore(model, back));
    arm(plan, model, real);
    await refusedOrNot(real.world.rotate());
  }),
);

export const watch = disturbed('watch', ({ world }) => world.runByHand('watch'));
export const rollBack = disturbed('rollback', ({ world }) => world.runByHand('rollback'));
export const rollBackAllTheSame = disturbed('rollback even though live works', ({ world }) =>
  world.runByHand('rollback', { evenThoughLiveWorks: true }),
);

/** AWS invokes a step once more, or somebody by hand: of the rotation that is pending, or of the one that is live. */
export const repeatStep = fc
  .tuple(fc.constantFrom('createSecret', 'testSecret', 'finishSecret'), planned)
  .map(([step, plan]) =>
    command(named(`repeat ${step}`, plan), async (model, real) => {
      const { pending, live } = storedIn(real.world, 'credential');
      const token = (pending ?? live)?.id;
      arm(plan, model, real);
      const { ARN } = await describe(real);
      await refusedOrNot(real.world.invoke({ Step: step, SecretId: ARN, ClientRequestToken: token }));
    }),
  );

const describe = async ({ world }: Real) => {
  return await world.secretsManager.send(new DescribeSecretCommand({ SecretId: world.secretName }));
};

/** Two invocations at once, each of which may repeat what the other one has told. */
export const twiceAtOnce = fc.constantFrom('watch' as const, 'rollback' as const).map((kind) =>
  command(`${kind}, twice at once`, async (_, { world, weather }) => {
    weather.history.noteOverlap();
    weather.history.noteLost();
    await Promise.all([refusedOrNot(world.runByHand(kind)), refusedOrNot(world.runByHand(kind))]);
    weather.history.noteLost();
  }),
);
