import type { LivePairRecovered, Messages } from './notice.ts';
import { paragraphs, steps, table, wrap } from './text.ts';
import { accountRow, minuteOf, namePair, subject } from './wording.ts';

/** To ops: a problem that was reported as urgent is over. */
export function livePairRecovered(notice: LivePairRecovered): Messages {
  const { credential, environment, live, since, was } = notice;
  return {
    ops: {
      subject: subject(notice, `${credential}: live pair works again`),
      severity: 'info',
      body: paragraphs(
        wrap(`The live pair of ${credential} (${environment}) logs in. The problem that we reported is over:
          ${problems[was]}.`),
        table([accountRow(notice, live.clientId), ['live', namePair(live)], ['first seen', minuteOf(since)]]),
        'What to do',
        steps([restartThoseThatFail, ...(was === 'WrongPairRevoked' ? [tellSupport] : [])]),
      ),
    },
  };
}

const problems: Readonly<Record<LivePairRecovered['was'], string>> = {
  WrongPairRevoked: 'the vendor refused this pair and still accepted the old one',
  LivePairDead: 'the vendor refused this pair',
  LiveValueBroken: 'the live value was not a pair',
};

const restartThoseThatFail = 'Restart the applications that still fail: they read the pair only when they start.';

const tellSupport = `Tell support that the problem is over. If they still have to revoke a pair, they get a separate mail
  about it. They must not revoke the pair in the table above.`;
