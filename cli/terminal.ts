import { confirm, password, text, updateSettings } from '@clack/prompts';
import { wrap } from '../lambda/notices/text.ts';

export type CannotAsk = 'stdin is no terminal' | 'prompts need a terminal on stderr';

/** How the command talks with a person. `undefined` from a prompt: the person cancelled it. */
export interface Terminal {
  /** Why no person can be asked; `undefined` when one can. */
  readonly cannotAsk: CannotAsk | undefined;
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
  /** Ctrl-C outside of a prompt calls back instead of ending the process, until the returned function is called. */
  onInterrupt(callBack: () => void): () => void;
}

type Ends = Pick<NodeJS.Process, 'stdin' | 'stdout' | 'stderr' | 'on' | 'off'>;

/** Prompts go to stderr, so that stdout holds the answer and nothing else. */
export function realTerminal(ends: Ends = process): Terminal {
  const { stdin, stdout, stderr } = ends;
  // Ctrl-D: Node's readline closes on it, and a prompt that does not know it would never be answered.
  updateSettings({ aliases: { '\x04': 'cancel' } });
  const prompts = { input: stdin, output: stderr };
  const unlessCancelled = (answer: string | symbol) => (typeof answer === 'string' ? answer : undefined);
  return {
    cannotAsk: findObstacle(ends),
    print: (line) => void stdout.write(`${wrapped(line, stdout)}\n`),
    warn: (line) => void stderr.write(`${wrapped(line, stderr)}\n`),
    confirm: async (message) => (await confirm({ ...prompts, message, initialValue: false })) === true,
    readLine: async (message) => unlessCancelled(await text({ ...prompts, message })),
    readHidden: async (message) => unlessCancelled(await password({ ...prompts, message })),
    readStdin: (limitBytes) => readAll(stdin, limitBytes),
    onInterrupt(callBack) {
      ends.on('SIGINT', callBack);
      return () => void ends.off('SIGINT', callBack);
    },
  };
}

function findObstacle({ stdin, stderr }: Ends): CannotAsk | undefined {
  if (!stdin.isTTY) return 'stdin is no terminal';
  return stderr.isTTY ? undefined : 'prompts need a terminal on stderr';
}

/**
 * On a terminal, what is longer than a line is broken between words. What is indented is a command or a list: it stays
 * as it is, to be copied.
 */
function wrapped(text: string, { isTTY, columns }: NodeJS.WriteStream): string {
  if (!isTTY) return text;
  const lines = text.split('\n');
  const isWhole = (line: string) => line.startsWith(' ') || line.length <= (columns ?? 80);
  return lines.map((line) => (isWhole(line) ? line : wrap(line, '', columns))).join('\n');
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
