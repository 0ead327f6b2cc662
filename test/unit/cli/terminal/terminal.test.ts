import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { realTerminal, type Terminal } from '../../../../cli/terminal/terminal.ts';

const stream = (isTTY: boolean) => Object.assign(new PassThrough(), { isTTY, columns: 40, setRawMode: () => {} });

/** The real terminal on streams that a test types on; with `itself` there is a terminal beside them. */
function typed({ stdin = true, stderr = true, itself = false } = {}) {
  const ends = { stdin: stream(stdin), stdout: stream(true), stderr: stream(stderr) };
  const beside = { input: stream(true), output: stream(true) };
  const open = { count: 0 };
  const openItself = () => {
    if (!itself) return undefined;
    open.count += 1;
    const close = () => {
      open.count -= 1;
    };
    return { ...beside, close } as unknown as Opened;
  };
  const events = new EventEmitter();
  const terminal = realTerminal(Object.assign(events, ends) as unknown as NodeJS.Process, openItself);
  const target = itself ? beside.input : ends.stdin;
  return { terminal, events, open, stdout: ends.stdout, type: (text: string) => void target.write(text) };
}

type Opened = ReturnType<NonNullable<Parameters<typeof realTerminal>[1]>>;
type Ask = (terminal: Terminal) => Promise<unknown>;
const readLine: Ask = (terminal) => terminal.readLine('Which?');
const readHidden: Ask = (terminal) => terminal.readHidden('Which?');
const confirm: Ask = (terminal) => terminal.confirm('Really?');

describe('realTerminal', () => {
  it.each<[string, Ask, string, unknown]>([
    ['an answer to a line', readLine, 'yes\r', 'yes'],
    ['a hidden answer', readHidden, 'secret-of-alice\r', 'secret-of-alice'],
    ['a yes', confirm, 'y', true],
    ['Ctrl-C at a line', readLine, '\x03', undefined],
    ['Ctrl-D at a line', readLine, '\x04', undefined],
    ['Ctrl-D in the middle of a line', readLine, 'ye\x04', undefined],
    ['Ctrl-D at a hidden prompt', readHidden, '\x04', undefined],
    ['Ctrl-D in the middle of a hidden answer', readHidden, 'secret-of\x04', undefined],
    ['Ctrl-D at a question', confirm, '\x04', false],
  ])('takes %s', async (_, ask, keys, answer) => {
    const { terminal, type } = typed();
    const answered = ask(terminal);
    type(keys);
    expect(await answered).toBe(answer);
  });

  it('asks on after a prompt that was left with Ctrl-D', async () => {
    const { terminal, type } = typed();
    const first = confirm(terminal);
    type('\x04');
    await first;
    const second = readLine(terminal);
    type('yes\r');
    expect(await second).toBe('yes');
  });

  it.each([
    [
      { stdin: true, stderr: true },
      { typesOnStdin: true, canAsk: true },
    ],
    [
      { stdin: false, stderr: true },
      { typesOnStdin: false, canAsk: false },
    ],
    [
      { stdin: true, stderr: false },
      { typesOnStdin: true, canAsk: false },
    ],
    [
      { stdin: false, stderr: false, itself: true },
      { typesOnStdin: false, canAsk: true },
    ],
    [
      { stdin: true, stderr: false, itself: true },
      { typesOnStdin: true, canAsk: true },
    ],
  ])('on terminals %j: %j', (terminals, expected) => {
    const { terminal, open } = typed(terminals);
    expect({ typesOnStdin: terminal.typesOnStdin, canAsk: terminal.canAsk }).toStrictEqual(expected);
    expect(open.count).toBe(0);
  });

  it('asks on the terminal itself when stdin is a pipe, and closes it after each answer', async () => {
    const { terminal, open, type } = typed({ stdin: false, itself: true });
    const answered = readLine(terminal);
    type('production\r');
    expect(await answered).toBe('production');
    expect(open.count).toBe(0);
  });

  it.each([
    ['what fits, with its columns', 'api         0 d     fresh', 'api         0 d     fresh\n'],
    ['a long line between its words', `${'word '.repeat(9)}end`, `${'word '.repeat(8).trim()}\nword end\n`],
    ['a command whole', `  npm run octopus -- ${'x'.repeat(40)}`, `  npm run octopus -- ${'x'.repeat(40)}\n`],
  ])('prints %s', (_, line, printed) => {
    const { terminal, stdout } = typed();
    terminal.print(line);
    expect(String(stdout.read())).toBe(printed);
  });

  it('prints data whole, however long', () => {
    const { terminal, stdout } = typed();
    terminal.printData('{"a": "b"} '.repeat(20));
    expect(String(stdout.read())).toBe(`${'{"a": "b"} '.repeat(20)}\n`);
  });

  it('goes on when nobody reads what it prints', () => {
    const { terminal, stdout } = typed();
    stdout.emit('error', Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }));
    expect(() => stdout.emit('error', new Error('another'))).toThrow('another');
    terminal.print('on');
    expect(String(stdout.read())).toBe('on\n');
  });

  it('calls back on Ctrl-C for as long as somebody listens', () => {
    const { terminal, events } = typed();
    let times = 0;
    const stop = terminal.onInterrupt(() => {
      times += 1;
    });
    events.emit('SIGINT');
    stop();
    events.emit('SIGINT');
    expect({ times, listeners: events.listenerCount('SIGINT') }).toStrictEqual({ times: 1, listeners: 0 });
  });
});
