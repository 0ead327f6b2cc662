import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';

// It may have to synthesize first: three functions are bundled for each of two stacks.
it('the demo tells only what is true, and no pair', { timeout: 90_000 }, async () => {
  const demo = spawn(process.execPath, ['local/demo.ts'], { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise((resolve) => demo.once('close', resolve));
  const [stdout, stderr, code] = await Promise.all([text(demo.stdout), text(demo.stderr), ended]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain('Every statement above was checked and is true.');
  for (const part of ['test-key-alice-', 'secret-of-alice-']) {
    expect(stdout).not.toContain(part);
    expect(stdout).not.toContain(Buffer.from(part).toString('base64').slice(0, -2));
  }
});
