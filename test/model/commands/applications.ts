import fc, { type Arbitrary } from 'fast-check';
import { mailsOf } from '../invariants/mails.ts';
import { clientId, isValid, applicationsWork as letWork, revoke } from '../model.ts';
import { storedIn } from '../stored.ts';
import { command, type ModelCommand } from './command.ts';

export const applicationsWorkNow = command('applications work', (_, real) => letWork(real));
export const applicationsWork = fc.constant(applicationsWorkNow);

/** One is started anew, for a reason of its own. */
export const applicationRestarts = fc
  .nat({ max: 2 })
  .map((which) => command(`application ${which} restarts`, (_, { applications }) => applications[which]?.restart()));

/** Ops restarts what reads the pair at its start, as a mail tells it to. */
export const opsRestartsNow = command('ops restarts what the mail names', async (_, { applications, weather }) => {
  const told = ['PairPromoted', 'HandoverWaiting'].flatMap((notice) => mailsOf(weather.history, notice, 'ops'));
  const toldAt = Math.max(...told.map(({ event }) => event.at.getTime()));
  for (const { reads, readAt, restart } of applications) {
    if (reads === 'at-start' && (readAt()?.getTime() ?? 0) < toldAt) await restart();
  }
});
export const opsRestarts = fc.constant(opsRestartsNow);

/** Support does what it was asked in the minute in which it was asked, and ends the sessions of the client. */
export const supportRevokesNow = command('support revokes at once', (model, real) => {
  const { history } = real.weather;
  const withdrawn = mailsOf(history, 'RevocationWithdrawn');
  for (const { index, pair } of mailsOf(history, 'RevocationRequested', 'support')) {
    const isWithdrawn = withdrawn.some((mail) => mail.pair === pair && mail.index > index);
    if (pair === undefined || isWithdrawn || !isValid(model, pair)) continue;
    if (storedIn(real.world, 'credential').live?.pair === pair) continue;
    revoke(model, real, pair);
    real.world.octopus.endSessions(clientId);
    history.noteRevoked(pair);
  }
});
export const supportRevokesAtOnce = fc.constant(supportRevokesNow);

/** The same after whatever this is, half the time, and applications go on calling. */
export const withPromptSupport = (commands: Arbitrary<ModelCommand>): Arbitrary<ModelCommand> =>
  fc.tuple(commands, fc.boolean()).map(([one, isPrompt]) => (isPrompt ? thenSupport(one) : one));

const thenSupport = (one: ModelCommand): ModelCommand => ({
  check: () => true,
  toString: () => `${one}, and support acts within the minute`,
  async run(model, real) {
    await one.run(model, real);
    await supportRevokesNow.run(model, real);
    await applicationsWorkNow.run(model, real);
  },
});
