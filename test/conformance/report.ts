import type { Moto } from '../support/moto.ts';
import { type Judgement, judgeMoto, judgeOurs } from './judge.ts';
import { type AnswerRow, first, fourth, type NotModelledRow, type RunningRow, second, third } from './row.ts';
import { rows } from './rows.ts';

export interface ReportRow {
  readonly operation: string;
  readonly fact: string;
  readonly source: string;
  readonly ours: Judgement['kind'];
  readonly moto: Judgement['kind'];
  /** The differing answer and who gave it, or why a fact was skipped. Empty if both hold. */
  readonly note: string;
}

export interface Report {
  /** When the report was made, in ISO 8601. */
  readonly date: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly rows: readonly ReportRow[];
  readonly notModelled: readonly Pick<NotModelledRow, 'operation' | 'fact' | 'reason'>[];
}

export const askedRows = rows.filter((row): row is AnswerRow | RunningRow => row.kind !== 'not modelled');

/** Checks every row against the local AWS, and against moto if it is installed. */
export async function compare(moto: Moto | undefined): Promise<readonly ReportRow[]> {
  const compared: ReportRow[] = [];
  for (const row of askedRows) {
    const ours = await judgeOurs(row);
    const theirs: Judgement = moto ? await judgeMoto(row, moto) : { kind: 'skipped', reason: 'no moto_server on PATH' };
    const { operation, fact, source } = row;
    const note = [noteOf('ours', ours), noteOf('moto', theirs)].filter(Boolean).join('; ');
    compared.push({ operation, fact, source, ours: ours.kind, moto: theirs.kind, note });
  }
  return compared;
}

export const notModelled = rows
  .filter((row) => row.kind === 'not modelled')
  .map(({ operation, fact, reason }) => ({ operation, fact, reason }));

function noteOf(who: string, judgement: Judgement): string {
  switch (judgement.kind) {
    case 'holds':
      return '';
    case 'skipped':
      return `${who}: skipped: ${judgement.reason}`;
    case 'differs':
      return `${who} answers ${readable(judgement.answer)}`;
  }
}

/** An answer with names for the ids of versions, so that all runs give the same text. */
function readable(answer: string): string {
  const named = Object.entries({ first, second, third, fourth }).reduce(
    (text, [name, id]) => text.replaceAll(id, name),
    answer,
  );
  return named.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<id>').replace(/ {2,}/g, ' ');
}
