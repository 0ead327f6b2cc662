import fc from 'fast-check';
import { days } from '../../../local/clock.ts';
import type { Real } from '../model.ts';
import { command } from './command.ts';

const by = 'arn:aws:iam::111122223333:user/olivia';

/** A decision that does not fit the state is refused, which is an answer like any other. */
const decide = ({ world }: Real, handover: string) => world.runByHand('watch', { handover, by }).catch(() => undefined);

export const completeHandoverNow = command('octopus handover --complete', async (_, real) => {
  real.weather.history.noteCompleted();
  await decide(real, 'complete');
});
export const completeHandover = fc.constant(completeHandoverNow);

/** The most days by which a request is put off here: the end of a sequence waits longer. */
export const putOffAtMostDays = 18;

export const putOffHandover = fc.constantFrom(2, putOffAtMostDays).map((count) =>
  command(`octopus handover --until, in ${count} days`, async (_, real) => {
    const until = new Date(real.world.clock.now().getTime() + days(count));
    await decide(real, `${until.toISOString().slice(0, 19)}Z`);
  }),
);
