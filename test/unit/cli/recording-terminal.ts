import type { Terminal } from '../../../cli/terminal/terminal.ts';

/** What the person at the terminal answers, in order, and what comes on stdin when there is no person. */
export interface Script {
  readonly hidden?: readonly (string | undefined)[];
  readonly lines?: readonly (string | undefined)[];
  readonly confirms?: readonly boolean[];
  /** With this, stdin is no terminal. */
  readonly stdin?: string | undefined;
  /** There is no terminal to ask on. @default whether stdin is given */
  readonly nobodyToAsk?: boolean;
  /** Ctrl-C comes when this resolves. */
  readonly interrupted?: Promise<void>;
}

/** A terminal that records everything that was printed on it. An answer that was not scripted is a defect of the test. */
export function recordingTerminal(script: Script = {}) {
  const out: string[] = [];
  const err: string[] = [];
  const asked: string[] = [];
  const left = {
    hidden: [...(script.hidden ?? [])],
    lines: [...(script.lines ?? [])],
    confirms: [...(script.confirms ?? [])],
  };
  const next = <T>(answers: T[], question: string): T => {
    asked.push(question);
    if (answers.length === 0) throw new Error(`nobody answers: ${question}`);
    return answers.shift() as T;
  };
  const terminal: Terminal = {
    typesOnStdin: !('stdin' in script),
    canAsk: !(script.nobodyToAsk ?? 'stdin' in script),
    print: (line) => void out.push(line),
    printData: (line) => void out.push(line),
    warn: (line) => void err.push(line),
    confirm: async (question) => next(left.confirms, question),
    readLine: async (question) => next(left.lines, question),
    readHidden: async (question) => next(left.hidden, question),
    readStdin: async (limit) => ((script.stdin ?? '').length > limit ? undefined : script.stdin),
    onInterrupt(callBack) {
      let listens = true;
      void script.interrupted?.then(() => listens && callBack());
      return () => {
        listens = false;
      };
    },
  };
  return { terminal, out, err, asked, all: () => [...out, ...err, ...asked].join('\n') };
}

/** Whether a text holds any of these, as it is or in base64 at any offset. */
export function leaks(text: string, secrets: readonly string[]): boolean {
  return secrets.flatMap(forms).some((form) => text.includes(form));
}

function forms(secret: string): readonly string[] {
  const atOffset = (offset: number) => {
    const encoded = Buffer.from(' '.repeat(offset) + secret).toString('base64');
    // The first and the last group of four depend on what stands beside it.
    return encoded.slice(4, -4);
  };
  return [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1), ...[0, 1, 2].map(atOffset)];
}
