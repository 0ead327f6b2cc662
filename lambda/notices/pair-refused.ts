import { asSentences, type VerdictWords, wordsOf } from '../intake/verdict-words.ts';
import type { Messages, PairRefused, RefusedPair } from './notice.ts';
import { block, paragraphs, steps, wrap } from './text.ts';
import { command, egressText, namePair, noteLine, subject } from './wording.ts';

/** To ops: the staged pair was refused, why, and what to do. Nothing was promoted. */
export function pairRefused(notice: PairRefused): Messages {
  const { refused, credential, during } = notice;
  const words = wordsOfRefusedPair(refused);
  const { why, whatToDo } = asSentences(words);
  const isStuck = during === 'testSecret';
  return {
    ops: {
      subject: subject(notice, `${credential}: staged pair refused (${refused.verdict})`),
      severity: 'action',
      body: paragraphs(
        wrap(`The pair that was staged for ${credential} (${notice.environment}) was refused. ${why}`),
        'pair' in refused ? wrap(`The pair: ${namePair(refused.pair)}.`) : undefined,
        'Nothing was promoted. The live pair is unchanged.',
        isStuck
          ? wrap(`The vendor accepted the pair when it was staged and did not accept it when it was tested. This
              rotation cannot go on, because a pending value never changes. Clear the rotation first.`)
          : undefined,
        noteLine(notice.note) && wrap(noteLine(notice.note) ?? ''),
        'What to do',
        steps(isStuck ? ['Clear the rotation (first command below).', ...whatToDo] : whatToDo),
        block([...(isStuck ? [command(notice, 'unstick')] : []), command(notice, words.next)].join('\n')),
        wrap(`For more, see the heading ${refused.verdict} in docs/operating.md.`),
      ),
    },
  };
}

/** The words for the verdict, with what is known of this pair. */
export function wordsOfRefusedPair(refused: RefusedPair): VerdictWords {
  switch (refused.verdict) {
    case 'MalformedPair':
      return wordsOf(refused.verdict, { flaw: refused.flaw });
    case 'ClientMismatch':
      return wordsOf(refused.verdict, { expected: refused.expected, found: refused.found });
    case 'LiveElsewhere':
      return wordsOf(refused.verdict, { elsewhere: refused.elsewhere });
    case 'EgressBlocked':
      return wordsOf(refused.verdict, { egress: egressText(refused.egress) });
    case 'AlreadyLive':
    case 'AwaitingRevocation':
    case 'TooManyOutstanding':
    case 'Rejected':
      return wordsOf(refused.verdict);
  }
}
