import { openSync } from 'node:fs';
import { ReadStream, WriteStream } from 'node:tty';
import { confirm, password, text, updateSettings } from '@clack/prompts';
import { wrap } from '../../lambda/notices/text.ts';

/** How the command talks with a person. `undefined` from a prompt: the person cancelled it. */
export interface Terminal {
  /** Whether a person types on stdin. Otherwise stdin is a document. */
  readonly typesOnStdin: boolean;
  /** Whether there is a person to ask: on stdin and stderr, or on the terminal that the command was started from. */
  readonly canAsk: boolean;
  /** A line of what was asked for, on stdout. */
  print(line: string): void;
  /** A line for programs, on stdout: never broken. */
  printData(line: string): void;
  /** A line that accompanies the output, on stderr. */
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

/** The two ends of a terminal, and what closes them. */
interface Asked {
  readonly input: NodeJS.ReadStream;
  readonly output: NodeJS.WriteStream;
  readonly close: () => void;
}

/** Prompts go to stderr, so that stdout holds the output and nothing else. */
export function realTerminal(ends: Ends = process, openItself = openTerminal): Terminal {
  const { stdin, stdout, stderr } = ends;
  // Node's readline closes on Ctrl-D, and a prompt without this alias would wait forever.
  updateSettings({ aliases: { '\x04': 'cancel' } });
  // The reader may close the pipe early, as head does. The command still runs to its end, and its exit code says how.
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  const open = (): Asked | undefined =>
    stdin.isTTY && stderr.isTTY ? { input: stdin, output: stderr, close: () => {} } : openItself();
  const canAsk = (): boolean => {
    const opened = open();
    opened?.close();
    return opened !== undefined;
  };
  const ask = async <T>(prompt: (ends: Pick<Asked, 'input' | 'output'>) => Promise<T>): Promise<T | undefined> => {
    const opened = open();
    return opened && (await prompt(opened).finally(opened.close));
  };
  const unlessCancelled = (answer: string | symbol | undefined) => (typeof answer === 'string' ? answer : undefined);
  return {
    typesOnStdin: Boolean(stdin.isTTY),
    get canAsk() {
      return canAsk();
    },
    print: (line) => void stdout.write(`${wrapped(line, stdout)}\n`),
    printData: (line) => void stdout.write(`${line}\n`),
    warn: (line) => void stderr.write(`${wrapped(line, stderr)}\n`),
    confirm: async (message) => (await ask((on) => confirm({ ...on, message, initialValue: false }))) === true,
    readLine: async (message) => unlessCancelled(await ask((on) => text({ ...on, message }))),
    readHidden: async (message) => unlessCancelled(await ask((on) => password({ ...on, message }))),
    readStdin: (limitBytes) => readAll(stdin, limitBytes),
    onInterrupt(callBack) {
      ends.on('SIGINT', callBack);
      return () => void ends.off('SIGINT', callBack);
    },
  };
}

/** The terminal itself, whatever stdin and stderr are; `undefined` where there is none, as in a cron job. */
function openTerminal(): Asked | undefined {
  try {
    const [reads, writes] = [openSync('/dev/tty', 'r'), openSync('/dev/tty', 'w')];
    const [input, output] = [new ReadStream(reads), new WriteStream(writes)];
    return {
      input,
      output,
      close() {
        input.destroy();
        output.destroy();
      },
    };
  } catch {
    return undefined;
  }
}

/**
 * On a terminal, broken between words. What fits stays as it is, for it may be a row of a table; so does what is
 * indented, for it may be a command that is to be copied.
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
