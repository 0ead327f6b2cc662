import type { LivePairRecovered, Messages } from './notice.ts';
import { paragraphs, steps, table, wrap } from './text.ts';
import { accountRow, minuteOf, namePair, subject } from './wording.ts';

/** To ops: what was told as urgent is over. */
export function livePairRecovered(notice: LivePairRecovered): Messages {
  const { credential, environment, live, since, was } = notice;
  return {
    ops: {
      subject: subject(notice, `${credential}: live pair works again`),
      severity: 'info',
      body: paragraphs(
        wrap(`The live pair of ${credential} (${environment}) logs in. You were told that
          ${told[was]}: that is over.`),
        table([accountRow(notice, live.clientId), ['live', namePair(live)], ['first seen', minuteOf(since)]]),
        'What to do',
        steps([restartThoseThatFail, ...(was === 'WrongPairRevoked' ? [tellSupport] : [])]),
      ),
    },
  };
}

const told: Readonly<Record<LivePairRecovered['was'], string>> = {
  WrongPairRevoked: 'the vendor refused it and still accepted the old one',
  LivePairDead: 'the vendor refused it',
  LiveValueBroken: 'the live value was no pair',
};

const restartThoseThatFail = 'Restart those applications that still fail: they read the pair only when they start.';

const tellSupport = `Tell support that it is over. What is still to be revoked they are asked for by a mail of its own;
  the pair in the table above is not.`;
