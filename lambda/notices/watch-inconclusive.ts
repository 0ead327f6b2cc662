import type { Unavailability } from '../octopus/outcome.ts';
import type { Messages, WatchInconclusive } from './notice.ts';
import { block, paragraphs, steps, table, wrap } from './text.ts';
import { command, countDays, dayOf, egressText, seeNotice, subject } from './wording.ts';

/** To ops: for days no login had a result. An unknown result never counts as revoked, dead or accepted. */
export function watchInconclusive(notice: WatchInconclusive): Messages {
  const { credential, environment, since, days } = notice;
  const found = [...new Set(notice.why)].map((code) => ({ code, ...(meanings.get(code) ?? unknown) }));
  return {
    ops: {
      subject: subject(notice, `${credential}: no login result for ${countDays(days)}`),
      severity: 'action',
      body: paragraphs(
        wrap(`For ${countDays(days)} in a row, since ${dayOf(since)}, no login by the watch of ${credential}
          (${environment}) has shown whether a pair works. The logins ended like this:`),
        table(found.map(({ code, meaning }) => [code, meaning])),
        wrap(`So it is unknown whether the vendor accepts the live pair and refuses the old pairs. The watch concludes
          nothing from this: no pair counts as revoked, and none as dead.`),
        'What to do',
        steps([
          ...new Set(found.map(({ todo }) => todo(notice.egress))),
          'Then run the watch again, or wait for tomorrow:',
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
  `Ask the account manager to allow our egress addresses: ${egressText(egress)}.`;
const askVendor = () => "Check the vendor's status page. If the errors continue, ask support.";
const checkWayOut = () => 'Check the network path from the function to the vendor: egress, DNS, firewall.';
const checkWhoAnswers = () =>
  "Find out what answers in place of the vendor's API: a proxy, or an API that has changed.";
const logInLessOften = () =>
  'Find the application that logs in too often: all clients of this account share one limit of logins per minute.';
const readLog = () => 'Look at the log of the function "watch".';

const unknown: Meaning = { meaning: 'no result', todo: readLog };

const meanings: ReadonlyMap<string, Meaning> = new Map(
  Object.entries({
    EgressBlocked: { meaning: 'the vendor does not allow our address (403)', todo: allowUs },
    RATE_LIMITED: { meaning: 'too many logins (429)', todo: logInLessOften },
    SERVER_ERROR: { meaning: 'an error of the vendor (5xx)', todo: askVendor },
    NETWORK: { meaning: 'no connection', todo: checkWayOut },
    TIMEOUT: { meaning: 'no answer in time', todo: checkWayOut },
    UNEXPECTED_BODY: { meaning: 'a reply in an unexpected format', todo: checkWhoAnswers },
    UNEXPECTED_STATUS: { meaning: 'a reply with an unexpected status', todo: checkWhoAnswers },
    NO_ENVELOPE: { meaning: "a refusal that is not the vendor's own", todo: checkWhoAnswers },
    BODY_TOO_LARGE: { meaning: 'a reply that is too large', todo: checkWhoAnswers },
  } satisfies Record<Unavailability | 'EgressBlocked', Meaning>),
);
