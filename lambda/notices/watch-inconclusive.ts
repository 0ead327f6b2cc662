import type { Unavailability } from '../octopus/outcome.ts';
import type { Messages, WatchInconclusive } from './notice.ts';
import { block, paragraphs, steps, table, wrap } from './text.ts';
import { command, countDays, dayOf, egressText, seeNotice, subject } from './wording.ts';

/** To ops: for days no login told anything. Unknown is not revoked, not dead and not accepted. */
export function watchInconclusive(notice: WatchInconclusive): Messages {
  const { credential, environment, since, days } = notice;
  const found = [...new Set(notice.why)].map((code) => ({ code, ...(meanings.get(code) ?? unknown) }));
  return {
    ops: {
      subject: subject(notice, `${credential}: nothing learnt for ${countDays(days)}`),
      severity: 'action',
      body: paragraphs(
        wrap(`The watch of ${credential} (${environment}) has learnt nothing from its logins for ${countDays(days)} in
          a row, since ${dayOf(since)}.`),
        table(found.map(({ code, meaning }) => [code, meaning])),
        wrap(`Unknown is what those logins were to show: whether the live pair is accepted, and whether old pairs are
          refused. Nothing is concluded from it: no pair counts as revoked, and none as dead.`),
        'What to do',
        steps([
          ...new Set(found.map(({ todo }) => todo(notice.egress))),
          'Then have the watch look again, or wait for tomorrow:',
        ]),
        block(command(notice, 'watch')),
        seeNotice(notice.kind),
      ),
    },
  };
}

interface Meaning {
  readonly meaning: string;
  readonly todo: (egress: readonly string[]) => string;
}

const allowUs = (egress: readonly string[]) =>
  `Have the account manager allow our egress addresses: ${egressText(egress)}.`;
const askVendor = () => "Look at the vendor's status; if it lasts, ask support.";
const checkWayOut = () => 'Check the way from the function to the vendor: egress, DNS, firewall.';
const checkWhoAnswers = () => "Find out what answers in the vendor's place: a proxy, or an API that has changed.";
const logInLessOften = () =>
  'Find the application that logs in too often: all that use this account share one limit of logins a minute.';
const readLog = () => 'Look at the log of the function "watch".';

const unknown: Meaning = { meaning: 'no verdict', todo: readLog };

const meanings: ReadonlyMap<string, Meaning> = new Map(
  Object.entries({
    EgressBlocked: { meaning: 'the vendor does not allow our address (403)', todo: allowUs },
    RATE_LIMITED: { meaning: 'too many logins (429)', todo: logInLessOften },
    SERVER_ERROR: { meaning: 'an error of the vendor (5xx)', todo: askVendor },
    NETWORK: { meaning: 'no connection', todo: checkWayOut },
    TIMEOUT: { meaning: 'no answer in time', todo: checkWayOut },
    UNEXPECTED_BODY: { meaning: 'a reply of another shape', todo: checkWhoAnswers },
    UNEXPECTED_STATUS: { meaning: 'a reply with another status', todo: checkWhoAnswers },
    NO_ENVELOPE: { meaning: "a refusal that is not the vendor's own", todo: checkWhoAnswers },
    BODY_TOO_LARGE: { meaning: 'a reply that is too large', todo: checkWhoAnswers },
  } satisfies Record<Unavailability | 'EgressBlocked', Meaning>),
);
