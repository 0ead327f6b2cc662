import { parseIntake, type StagedPair } from '../../lambda/intake/intake-document.ts';
import { parseObject } from '../../lambda/secrets/json.ts';
import type { Reason } from '../../lambda/secrets/state-label.ts';
import { CommandError } from '../command-line/command-error.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { cleanPaste } from './clean-paste.ts';

/** A pair that a person gave, with the document that goes into the intake. */
export interface GivenPair {
  readonly staged: StagedPair;
  readonly document: string;
  readonly lengths: { readonly key: number; readonly secret: number };
}

/** What the command line says beside the pair. */
export interface Extras {
  readonly reason: Reason | undefined;
  readonly note: string | undefined;
}

const parts = { API_KEY: 'API key', API_SECRET: 'API secret' } as const;
const stdinLimit = 64 * 1024;
const example = '{"API_KEY": "…", "API_SECRET": "…"}, optionally with "reason" and "note"';

/** Takes a pair from two hidden prompts, or from stdin when that is no terminal. No message quotes any of it. */
export async function askForPair(terminal: Terminal, extras: Extras): Promise<GivenPair> {
  const raw = await takeDocument(terminal);
  const cleaned = { ...raw };
  for (const part of ['API_KEY', 'API_SECRET'] as const) {
    const value = raw[part];
    if (typeof value !== 'string') continue;
    const { text, removed } = cleanPaste(value);
    if (removed.length > 0) terminal.print(`Cleaned the ${parts[part]}: removed ${removed.join(', ')} around it.`);
    cleaned[part] = text;
  }
  return judgeDocument(withExtras(cleaned, extras));
}

type RawDocument = Record<string, unknown>;

async function takeDocument(terminal: Terminal): Promise<RawDocument> {
  if (!terminal.typesOnStdin) return await readDocument(terminal);
  // The terminal would show a document that is typed, and keep it in the window.
  if (!terminal.canAsk) throw refused('prompts need a terminal on stderr; do not redirect it, or pipe', example);
  return await prompt(terminal);
}

async function prompt(terminal: Terminal): Promise<RawDocument> {
  const apiKey = await terminal.readHidden('API key (hidden):');
  const apiSecret = apiKey === undefined ? undefined : await terminal.readHidden('API secret (hidden):');
  if (apiSecret === undefined) throw new CommandError('Declined', 'cancelled; nothing was staged');
  return { API_KEY: apiKey, API_SECRET: apiSecret };
}

async function readDocument(terminal: Terminal): Promise<RawDocument> {
  const text = await terminal.readStdin(stdinLimit);
  if (text === undefined) throw refused('stdin is longer than 64 kB; expected one JSON document', example);
  if (text.trim() === '') throw refused('stdin is empty; run it in a terminal to be asked, or pipe', example);
  const value = parseObject(text);
  if (value === undefined) throw refused('stdin is not one JSON object; expected', example);
  return { ...value };
}

function withExtras(document: RawDocument, { reason, note }: Extras): RawDocument {
  const twice = Object.entries({ reason, note }).find(([name, value]) => value !== undefined && name in document);
  if (twice !== undefined) throw refused(`${twice[0]} is given twice, on the command line and on stdin`);
  return { reason: reason ?? 'scheduled', ...(note !== undefined && { note }), ...document };
}

/** Uses the same check as the rotation, so both come to the same verdict. */
function judgeDocument(raw: RawDocument): GivenPair {
  const { API_KEY: apiKey, API_SECRET: apiSecret } = raw;
  const document = JSON.stringify(Object.fromEntries(Object.entries(raw).map(withoutDepth)));
  const staged = parseIntake(document);
  switch (staged.kind) {
    case 'empty':
      throw refused('the document holds no pair');
    case 'malformed':
      throw refused(staged.flaw, 'Nothing was staged');
    case 'staged':
      if (apiKey === apiSecret) throw refused('API_KEY and API_SECRET are the same; one was pasted twice');
      return { staged, document, lengths: { key: String(apiKey).length, secret: String(apiSecret).length } };
  }
}

/** A list or an object is refused, whatever is in it; to write a very deep one would overflow the stack. */
const withoutDepth = ([name, value]: [string, unknown]) =>
  [name, typeof value === 'object' && value !== null ? {} : value] as const;

const refused = (flaw: string, more?: string): CommandError =>
  new CommandError('Usage', more === undefined ? flaw : `${flaw}${more.startsWith('{') ? ' ' : '. '}${more}`);
