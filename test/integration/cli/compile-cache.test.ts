import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const project = fileURLToPath(new URL('../../..', import.meta.url));

/** A copy of the project that has never been started, and a place for everything that is not the project. */
function freshProject() {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'octopus-cards-cache-')));
  const copy = join(root, 'project');
  const elsewhere = join(root, 'elsewhere');
  for (const folder of [join(copy, 'node_modules'), elsewhere]) mkdirSync(folder, { recursive: true });
  for (const part of ['bin', 'package.json']) cpSync(join(project, part), join(copy, part), { recursive: true });
  for (const part of ['cli', 'lambda']) symlinkSync(join(project, part), join(copy, part));
  const places = Object.fromEntries(
    ['HOME', 'TMPDIR', 'TMP', 'TEMP', 'XDG_CACHE_HOME'].map((name) => [name, elsewhere]),
  );
  return {
    cache: join(copy, 'node_modules', '.cache', 'octopus'),
    files: () => readdirSync(root, { recursive: true, encoding: 'utf8' }).map((path) => join(root, path)),
    start: () =>
      spawnSync(process.execPath, [join(copy, 'bin', 'octopus.js'), '--help'], {
        cwd: elsewhere,
        env: { ...places, NODE_DEBUG_NATIVE: 'COMPILE_CACHE' },
        encoding: 'utf8',
      }),
    [Symbol.dispose]: () => rmSync(root, { recursive: true }),
  };
}

it("bin/octopus.js keeps compiled code inside the project's node_modules, and writes nothing elsewhere", () => {
  using fresh = freshProject();
  const before = new Set(fresh.files());
  const { status, stdout, stderr } = fresh.start();
  expect({ status, stdout }).toMatchObject({ status: 0, stdout: expect.stringContaining('Usage: npm run octopus') });

  const made = [...stderr.matchAll(/creating cache directory (.+?)\.\.\.success/g)].map(([, path = '']) =>
    dirname(path),
  );
  expect(made).toStrictEqual([fresh.cache]);
  const written = fresh.files().filter((path) => !before.has(path) && !dirname(fresh.cache).startsWith(path));
  expect(written.length).toBeGreaterThan(10);
  expect(written.filter((path) => !path.startsWith(fresh.cache))).toStrictEqual([]);
});

it('the second start of bin/octopus.js compiles nothing', () => {
  using fresh = freshProject();
  fresh.start();
  const { stderr } = fresh.start();
  expect(stderr).toContain('bin/octopus.ts was accepted');
  expect(stderr).not.toContain('was not initialized');
});

it('bin/octopus.js prints the help without loading the SDK of AWS or zod', () => {
  using fresh = freshProject();
  const { stderr } = fresh.start();
  const packages = stderr.matchAll(/node_modules\/((?:@[\w-]+\/)?[\w.-]+)\//g);
  const loaded = new Set([...packages].map(([, name]) => name));
  expect(loaded).toContain('@clack/core');
  expect([...loaded].filter((name) => name?.startsWith('@aws-sdk/') || name === 'zod')).toStrictEqual([]);
});
