import { eventsOf, type History } from '../history.ts';

/** The pair that a mail is about, by the end of its key: the one to revoke, revoked, withdrawn or promoted. */
export const pairOfMail = (body: string): string | undefined =>
  /^ *(?:(?:DO NOT )?REVOKE|revoked|pair) +key ending in …(\w+)/m.exec(body)?.[1];

/** The mails of one notice with their place in the history, to one audience where that is given. */
export const mailsOf = (history: History, notice: string, audience?: string) =>
  eventsOf(history, 'mail')
    .filter(({ event: { mail } }) => mail.attributes.notice === notice)
    .filter(({ event: { mail } }) => audience === undefined || mail.attributes.audience === audience)
    .map(({ index, event }) => ({ index, event, pair: pairOfMail(event.mail.body) }));
