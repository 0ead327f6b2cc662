import type { StagedDocument } from '../intake/intake.ts';
import type { StagedPair } from '../intake/intake-document.ts';
import { errorMessage, mostOpenCases, wordsOf } from '../intake/verdict-words.ts';
import type { RefusedPair } from '../notices/notice.ts';
import { wordsOfRefusedPair } from '../notices/pair-refused.ts';
import type { LoginOutcome } from '../octopus/outcome.ts';
import { casesOf, openCases, type ReadVersions } from '../secrets/cases.ts';
import { type CredentialValue, parseCredentialValue } from '../secrets/credential-value.ts';
import { describePair, type Pair } from '../secrets/pair.ts';
import type { SecretView } from '../secrets/secret-view.ts';
import type { Refused, Rotation } from './rotation.ts';

export type Judgement =
  | {
      readonly kind: 'accepted';
      readonly staged: StagedPair;
      readonly clientId: string;
      readonly clientUncompared: boolean;
    }
  | { readonly kind: 'already-live'; readonly refused: Refused; readonly pair: Pair }
  | { readonly kind: 'refused'; readonly refused: Refused };

interface Evidence {
  readonly view: SecretView;
  readonly live: CredentialValue;
  /** The live version, of which no label may tell the pair. */
  readonly known: ReadVersions;
  readonly stagedDocument: StagedDocument;
}

/** Checks the staged document, in the order of the verdicts. The login comes last. */
export async function judge(rotation: Rotation, evidence: Evidence): Promise<Judgement> {
  const { live, stagedDocument } = evidence;
  const { content } = stagedDocument;
  if (content.kind === 'empty') return { kind: 'refused', refused: nothingStaged };
  const candidate = parseCredentialValue(stagedDocument.text);
  if (live.kind === 'pair' && candidate.kind === 'pair' && candidate.pair.equals(live.pair)) {
    return {
      kind: 'already-live',
      pair: live.pair,
      refused: against(rotation, stagedDocument, refusedPair('AlreadyLive', live.pair)),
    };
  }
  if (content.kind === 'malformed') {
    return {
      kind: 'refused',
      refused: against(rotation, stagedDocument, { verdict: 'MalformedPair', flaw: content.flaw }),
    };
  }
  const elsewhere = await judgeElsewhere(rotation, stagedDocument, content);
  if (elsewhere !== undefined) return { kind: 'refused', refused: elsewhere };
  const outstanding = await judgeOutstanding(rotation, evidence, content);
  if (outstanding !== undefined) return { kind: 'refused', refused: outstanding };
  return await judgeByLogin(rotation, evidence, content);
}

const nothingStaged: Refused = {
  verdict: 'NothingStaged',
  because: errorMessage(wordsOf('NothingStaged')),
  notice: undefined,
};

/** Each pair belongs to one credential: revoking it for one would cut off the other. */
async function judgeElsewhere(
  rotation: Rotation,
  stagedDocument: StagedDocument,
  { pair }: StagedPair,
): Promise<Refused | undefined> {
  const { live, open } = await rotation.handover.elsewhere();
  const elsewhere = live[pair.fingerprint];
  if (elsewhere !== undefined) {
    return against(rotation, stagedDocument, { verdict: 'LiveElsewhere', pair: describePair(pair), elsewhere });
  }
  return pair.fingerprint in open
    ? against(rotation, stagedDocument, refusedPair('AwaitingRevocation', pair))
    : undefined;
}

async function judgeOutstanding(
  rotation: Rotation,
  { view, live, known, stagedDocument }: Evidence,
  { pair, note = '' }: StagedPair,
): Promise<Refused | undefined> {
  const open = openCases(casesOf(view, known));
  if (note !== '' && (await quotesAPair(rotation, { note, live, versionIds: open.map((one) => one.versionId) }))) {
    const flaw = 'note contains the key or the secret of another pair';
    return against(
      rotation,
      { ...stagedDocument, content: { kind: 'malformed', flaw } },
      { verdict: 'MalformedPair', flaw },
    );
  }
  const same = open.filter((one) => one.pair === pair.fingerprint);
  if (same.some(({ label }) => label.state !== 'rolled-back')) {
    return against(rotation, stagedDocument, refusedPair('AwaitingRevocation', pair));
  }
  const opens = live.kind === 'pair' ? 1 : 0;
  if (open.length + opens - same.length <= mostOpenCases) return undefined;
  return against(rotation, stagedDocument, refusedPair('TooManyOutstanding', pair));
}

/** What a person wrote into a note is mailed, so it must not hold a pair that may still work. */
async function quotesAPair(
  { credential }: Rotation,
  { note, live, versionIds }: { note: string; live: CredentialValue; versionIds: readonly string[] },
): Promise<boolean> {
  const read = (versionId: string) => credential.read({ versionId });
  const old = (await Promise.all(versionIds.map(read))).map((version) => parseCredentialValue(version?.text));
  return [live, ...old].some((value) => value.kind === 'pair' && value.pair.isQuotedIn(note));
}

async function judgeByLogin(rotation: Rotation, evidence: Evidence, staged: StagedPair): Promise<Judgement> {
  const outcome = await rotation.login(staged.pair);
  if (outcome.kind !== 'accepted')
    return { kind: 'refused', refused: refusalByLogin(rotation, outcome, evidence.stagedDocument) };
  const expected = await expectedClientId(rotation, evidence);
  if (expected.kind === 'unavailable' || expected.kind === 'blocked') {
    return { kind: 'refused', refused: refusalByLogin(rotation, expected, evidence.stagedDocument) };
  }
  const found = outcome.clientId;
  const wrong = [rotation.configuredClientId, expected.clientId].find((id) => id !== undefined && id !== found);
  if (wrong !== undefined) {
    const refused = { verdict: 'ClientMismatch', pair: describePair(staged.pair), expected: wrong, found } as const;
    return { kind: 'refused', refused: against(rotation, evidence.stagedDocument, refused) };
  }
  const clientUncompared = expected.kind === 'unknown' && rotation.configuredClientId === undefined;
  return { kind: 'accepted', staged, clientId: found, clientUncompared };
}

type ExpectedClientId =
  | { readonly kind: 'known' | 'none' | 'unknown'; readonly clientId?: string }
  | (LoginOutcome & { readonly kind: 'unavailable' | 'blocked' });

/** The client account of the live pair: from its value, or, written by somebody without one, from a login with it. */
async function expectedClientId(rotation: Rotation, { live }: Evidence): Promise<ExpectedClientId> {
  if (live.kind === 'placeholder') return { kind: 'none' };
  if (live.kind === 'broken') return { kind: 'unknown' };
  if (live.clientId !== undefined) return { kind: 'known', clientId: live.clientId };
  const outcome = await rotation.login(live.pair);
  switch (outcome.kind) {
    case 'accepted':
      return { kind: 'known', clientId: outcome.clientId };
    case 'rejected':
      return { kind: 'unknown' };
    case 'blocked':
    case 'unavailable':
      // Says nothing about the pair: its account may be another one than that of the new pair.
      return outcome;
  }
}

/** A login that was not accepted, as a verdict against the pair in the intake. */
export function refusalByLogin(
  rotation: Rotation,
  outcome: Exclude<LoginOutcome, { kind: 'accepted' }>,
  stagedDocument: StagedDocument,
  during: 'createSecret' | 'testSecret' = 'createSecret',
  pair: Pair | undefined = stagedDocument.content.kind === 'staged' ? stagedDocument.content.pair : undefined,
): Refused {
  if (outcome.kind === 'unavailable' || pair === undefined) {
    const because = errorMessage(wordsOf('Unavailable', { code: outcome.code }));
    return { verdict: 'Unavailable', because, notice: undefined };
  }
  const refused: RefusedPair =
    outcome.kind === 'blocked'
      ? { verdict: 'EgressBlocked', pair: describePair(pair), egress: rotation.egress }
      : refusedPair('Rejected', pair);
  return against(rotation, stagedDocument, refused, during);
}

const refusedPair = (
  verdict: 'AlreadyLive' | 'AwaitingRevocation' | 'TooManyOutstanding' | 'Rejected',
  pair: Pair,
): RefusedPair => ({ verdict, pair: describePair(pair) });

function against(
  rotation: Rotation,
  stagedDocument: StagedDocument,
  refused: RefusedPair,
  during: 'createSecret' | 'testSecret' = 'createSecret',
): Refused {
  // A note is mailed with a verdict of createSecret alone, which has looked for pairs in it; what is staged now may be another.
  const wasJudged = during === 'createSecret' && refused.verdict !== 'AlreadyLive';
  const note = wasJudged && stagedDocument.content.kind === 'staged' ? stagedDocument.content.note : undefined;
  const text = errorMessage(wordsOfRefusedPair(refused));
  return {
    verdict: refused.verdict,
    because: during === 'testSecret' ? `${text} (found in testSecret: run "octopus unstick" first)` : text,
    notice: { ...rotation.origin, kind: 'PairRefused', refused, during, note },
  };
}
