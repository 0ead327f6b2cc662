import type { Messages, PairRefused, RefusedPair } from './notice.ts';
import { block, paragraphs, steps, wrap } from './text.ts';
import { command, egressText, namePair, noteLine, subject } from './wording.ts';

/** To ops: the staged pair was not taken, and what to do. Nothing was promoted. */
export function pairRefused(notice: PairRefused): Messages {
  const { refused, credential, during } = notice;
  const { happened, todo, next = 'stage' } = explain(refused);
  const isStuck = during === 'testSecret';
  return {
    ops: {
      subject: subject(notice, `${credential}: staged pair refused (${refused.verdict})`),
      severity: 'action',
      body: paragraphs(
        wrap(`The pair staged for ${credential} (${notice.environment}) was refused: ${happened}`),
        'pair' in refused ? wrap(`The pair: ${namePair(refused.pair)}.`) : undefined,
        'Nothing was promoted. The live pair stays as it is.',
        isStuck
          ? wrap(`It was accepted when it was staged and refused when it was tested. This rotation cannot get over
              it, because a pending value never changes: clear it first.`)
          : undefined,
        noteLine(notice.note) && wrap(noteLine(notice.note) ?? ''),
        'What to do',
        steps(isStuck ? ['Clear the rotation that is stuck (first command below).', ...todo] : todo),
        block([...(isStuck ? [command(notice, 'unstick')] : []), command(notice, next)].join('\n')),
        wrap(`Verdict ${refused.verdict}: see the heading of this name in docs/operating.md.`),
      ),
    },
  };
}

interface Explanation {
  readonly happened: string;
  readonly todo: readonly string[];
  /** The command that takes it from there. @default 'stage' */
  readonly next?: 'stage' | 'rotate';
}

const askAnew = 'Ask the account manager for a new pair, then stage it:';

function explain(refused: RefusedPair): Explanation {
  switch (refused.verdict) {
    case 'AlreadyLive':
      return {
        happened: 'it is the pair that is live already. The intake was emptied.',
        todo: ['Check that you staged the newest mail of the account manager.', askAnew],
      };
    case 'MalformedPair':
      return {
        happened: `what is in the intake is no pair: ${refused.flaw}.`,
        todo: ['Stage the pair again; the command cleans what mail programs add:'],
      };
    case 'AwaitingRevocation':
      return {
        happened: 'it is an old pair that support has been asked to revoke.',
        todo: ['Check that you staged the newest mail of the account manager.', askAnew],
      };
    case 'TooManyOutstanding':
      return {
        happened: 'too many old pairs still wait to be revoked (11 at most).',
        todo: [
          'Have support revoke the outstanding pairs they were asked for.',
          'Then rotate again; the pair stays staged:',
        ],
        next: 'rotate',
      };
    case 'Rejected':
      return {
        happened: 'the vendor does not accept it (401). It is mistyped, revoked or of the other environment.',
        todo: ['Compare the pair with the mail, then stage it again.', 'If it is refused again, ask for a new pair:'],
      };
    case 'EgressBlocked':
      return {
        happened: 'the vendor does not allow the address that we come from (403). This says nothing about the pair.',
        todo: [
          `Have the account manager allow our egress addresses: ${egressText(refused.egress)}.`,
          'Then rotate again; the pair stays staged:',
        ],
        next: 'rotate',
      };
    case 'ClientMismatch':
      return {
        happened: `it belongs to client account ${refused.found}, and ${refused.expected} was expected.`,
        todo: [`Ask the account manager for a pair of client account ${refused.expected}, then stage it:`],
      };
  }
}
