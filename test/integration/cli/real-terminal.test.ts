import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { leaks } from '../../unit/cli/recording-terminal.ts';
import { alice, operator, startCliWorld } from './cli-world.ts';

/** The command as a person starts it, in a terminal of 80 columns: what it leaves there, and where others can look. */

const project = fileURLToPath(new URL('../../..', import.meta.url));

function whatIsMissing(): string | undefined {
  if (!existsSync('/proc/self/cmdline')) return 'this system has no /proc';
  try {
    execFileSync('tmux', ['-V'], { stdio: 'ignore' });
    return undefined;
  } catch {
    return 'tmux is not on PATH';
  }
}

/** A terminal with a shell in it; what is typed comes from stdin, so that no command line of the test holds it. */
function openTerminal(environment: Readonly<Record<string, string>>) {
  const tmux = (args: readonly string[], input = '') =>
    execFileSync('tmux', ['-L', `octopus-cards-${process.pid}`, ...args], { cwd: project, input, encoding: 'utf8' });
  const variables = Object.entries(environment).flatMap(([name, value]) => ['-e', `${name}=${value}`]);
  tmux(['-f', '/dev/null', 'new-session', '-d', '-x', '80', '-y', '24', ...variables, 'sh']);
  const everything = () => tmux(['capture-pane', '-p', '-S', '-']);
  return {
    everything,
    type(text: string): void {
      tmux(['load-buffer', '-'], text);
      tmux(['paste-buffer', '-d']);
      tmux(['send-keys', 'Enter']);
    },
    async sees(text: string): Promise<void> {
      for (let tries = 0; !everything().includes(text); tries += 1) {
        if (tries === 200) throw new Error(`the terminal never showed "${text}":\n${everything()}`);
        await pause(100);
      }
    },
    [Symbol.dispose]: () => void tmux(['kill-server']),
  };
}

/** Command lines and environments of all processes that we may look at. */
function whatProcessesShow(): string {
  const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return processes.flatMap((id) => [`/proc/${id}/cmdline`, `/proc/${id}/environ`].map(readOrNothing)).join('\n');
}

function readOrNothing(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // It has ended, or is another user's.
    return '';
  }
}

const missing = whatIsMissing();
if (missing !== undefined) process.stdout.write(`skipped: stage in a real terminal: ${missing}\n`);

it.skipIf(missing !== undefined)(
  'stage leaves the pair in no command line, no environment and no scrollback',
  async () => {
    await using world = await startCliWorld({ live: true, start: new Date() });
    using terminal = openTerminal({
      AWS_ENDPOINT_URL: world.aws.url,
      AWS_REGION: world.aws.region,
      AWS_ACCESS_KEY_ID: operator,
      AWS_SECRET_ACCESS_KEY: 'local',
    });
    const shown: string[] = [];
    terminal.type(`${process.execPath} bin/octopus.js stage --environment sandbox --note "in a terminal"`);
    await terminal.sees('API key (hidden)');
    terminal.type(alice.apiKey);
    await terminal.sees('API secret (hidden)');
    shown.push(whatProcessesShow());
    terminal.type(alice.apiSecret);
    await terminal.sees('Staged (reason');
    shown.push(whatProcessesShow());
    await terminal.sees('delete the e-mail');
    expect(await world.liveKey()).toBe(alice.apiKey);
    // The search finds what is there.
    expect(shown.every((text) => text.includes('in a terminal'))).toBe(true);
    expect(leaks([...shown, terminal.everything()].join('\n'), [alice.apiKey, alice.apiSecret])).toBe(false);
  },
);
