import fc from 'fast-check';
import { mailsOf } from '../invariants/mails.ts';
import { isValid, type Real, revoke } from '../model.ts';
import { storedIn } from '../stored.ts';
import { command } from './command.ts';

async function work({ applications, weather }: Real): Promise<void> {
  weather.isOfApplication = true;
  for (const { name, refusals, work } of applications) {
    const known = refusals.length;
    await work();
    for (const { pair } of refusals.slice(known)) weather.history.noteRefused(name, pair);
  }
  weather.isOfApplication = false;
}

export const applicationsWorkNow = command('applications work', (_, real) => work(real));
export const applicationsWork = fc.constant(applicationsWorkNow);

/** One is started anew, for a reason of its own. */
export const applicationRestarts = fc
  .nat({ max: 1 })
  .map((which) => command(`application ${which} restarts`, (_, { applications }) => applications[which]?.restart()));

/** Ops restarts what reads the pair at its start, as a mail tells it to. */
export const opsRestarts = fc.constant(
  command('ops restarts what the mail names', async (_, { applications, weather }) => {
    const told = ['PairPromoted', 'HandoverWaiting'].flatMap((notice) => mailsOf(weather.history, notice, 'ops'));
    const toldAt = Math.max(...told.map(({ event }) => event.at.getTime()));
    for (const { reads, readAt, restart } of applications) {
      if (reads === 'at-start' && (readAt()?.getTime() ?? 0) < toldAt) await restart();
    }
  }),
);

/** Support does what it was asked in the minute in which it was asked, and ends the sessions of the client. */
export const supportRevokesNow = command('support revokes at once', (model, real) => {
  const { history } = real.weather;
  const withdrawn = mailsOf(history, 'RevocationWithdrawn');
  for (const { index, pair } of mailsOf(history, 'RevocationRequested', 'support')) {
    const isWithdrawn = withdrawn.some((mail) => mail.pair === pair && mail.index > index);
    if (pair === undefined || isWithdrawn || !isValid(model, pair)) continue;
    if (storedIn(real.world, 'credential').live?.pair === pair) continue;
    revoke(model, real, pair);
    real.world.octopus.endSessions(42);
    history.noteRevoked(pair);
  }
});
export const supportRevokesAtOnce = fc.constant(supportRevokesNow);
