import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { realTerminal, type Terminal } from '../../../cli/terminal.ts';

/** The real terminal on streams that a test types on. */
function typed({ stdin = true, stderr = true } = {}) {
  const stream = (isTTY: boolean) => Object.assign(new PassThrough(), { isTTY, setRawMode: () => {} });
  const ends = { stdin: stream(stdin), stdout: stream(true), stderr: stream(stderr) };
  const events = new EventEmitter();
  const terminal = realTerminal(Object.assign(events, ends) as unknown as NodeJS.Process);
  return {
    terminal,
    events,
    type: (text: string) => void ends.stdin.write(text),
    shown: () => String(ends.stdout.read() ?? '').replace(/\n$/, ''),
  };
}

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
    [{ stdin: true, stderr: true }, undefined],
    [{ stdin: false, stderr: true }, 'stdin is no terminal'],
    [{ stdin: false, stderr: false }, 'stdin is no terminal'],
    [{ stdin: true, stderr: false }, 'prompts need a terminal on stderr'],
  ])('on terminals %j cannot ask: %s', (terminals, obstacle) => {
    expect(typed(terminals).terminal.cannotAsk).toBe(obstacle);
  });

  it('breaks a long line between words, and leaves the columns of a table as they are', () => {
    const { terminal, shown } = typed();
    const row = 'api                       0 d     2026-11-24  fresh';
    terminal.print(row);
    terminal.print(`${'word '.repeat(20)}end`);
    terminal.print(`  ${'command '.repeat(20)}`);
    const [first, second = '', third = '', last] = shown().split('\n');
    expect({ first, last }).toStrictEqual({ first: row, last: `  ${'command '.repeat(20)}` });
    expect(`${second} ${third}`).toBe(`${'word '.repeat(20)}end`);
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
