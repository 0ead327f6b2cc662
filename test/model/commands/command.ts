import type { AsyncCommand } from 'fast-check';
import { holdInvariants, type Model, type Real } from '../model.ts';

export type ModelCommand = AsyncCommand<Model, Real>;

/** Nobody does two things within the same second: labels are written to the second. */
const pauseMs = 10_000;

/** Something that happens: named for the counterexample, and followed by every invariant. */
export function command(name: string, happen: (model: Model, real: Real) => unknown): ModelCommand {
  return {
    check: () => true,
    async run(model, real) {
      await real.world.clock.advance(pauseMs);
      await happen(model, real);
      await real.world.aws.secretsManager.idle();
      real.weather.arm(undefined);
      holdInvariants(real);
    },
    toString: () => name,
  };
}
