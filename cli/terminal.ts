import { confirm, password, text } from '@clack/prompts';
import { wrap } from '../lambda/notices/text.ts';

/** How the command talks with a person. `undefined` from a prompt: the person cancelled it. */
export interface Terminal {
  /** Whether a person can be asked: stdin is a terminal. */
  readonly isInteractive: boolean;
  /** A line of what was asked for, on stdout. */
  print(line: string): void;
  /** A line beside it, on stderr. */
  warn(line: string): void;
  confirm(question: string): Promise<boolean>;
  readLine(question: string): Promise<string | undefined>;
  /** What is typed is not shown. */
  readHidden(question: string): Promise<string | undefined>;
  /** All of stdin; `undefined` when it is longer than the limit. */
  readStdin(limitBytes: number): Promise<string | undefined>;
}

/** Prompts go to stderr, so that stdout holds the answer and nothing else. */
export function realTerminal({ stdin, stdout, stderr }: NodeJS.Process = process): Terminal {
  const ends = { input: stdin, output: stderr };
  const unlessCancelled = (answer: string | symbol) => (typeof answer === 'string' ? answer : undefined);
  return {
    isInteractive: stdin.isTTY === true,
    print: (line) => void stdout.write(`${wrapped(line, stdout)}\n`),
    warn: (line) => void stderr.write(`${wrapped(line, stderr)}\n`),
    confirm: async (message) => (await confirm({ ...ends, message, initialValue: false })) === true,
    readLine: async (message) => unlessCancelled(await text({ ...ends, message })),
    readHidden: async (message) => unlessCancelled(await password({ ...ends, message })),
    readStdin: (limitBytes) => readAll(stdin, limitBytes),
  };
}

/** On a terminal, broken between words. What is indented is a command or a list: it stays as it is, to be copied. */
function wrapped(text: string, { isTTY, columns }: NodeJS.WriteStream): string {
  if (!isTTY) return text;
  const lines = text.split('\n');
  return lines.map((line) => (line.startsWith(' ') ? line : wrap(line, '', columns))).join('\n');
}

async function readAll(input: AsyncIterable<Uint8Array | string>, limitBytes: number): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of input) {
    const bytes = Buffer.from(chunk);
    length += bytes.length;
    if (length > limitBytes) return undefined;
    chunks.push(bytes);
  }
  // Drops the byte order mark that PowerShell writes.
  return new TextDecoder().decode(Buffer.concat(chunks));
}
