import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const project = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const { dependencies, optionalDependencies, scripts } = JSON.parse(read('package.json'));
const { packages } = JSON.parse(read('package-lock.json')) as {
  readonly packages: Readonly<Record<string, { readonly bin?: Readonly<Record<string, string>> }>>;
};

/** What deploys and operates. `test/`, `bench/` and `evidence/` may use packages that only developers install. */
const files = globSync('{bin,cli,lib,local,lambda}/**/*.ts', { cwd: project });

/** A type import leaves nothing behind at run time. */
const imported = /^(?:import|export)\s(?!type\b)(?:[^;]*?\sfrom\s)?'([^']+)'/gm;
const resolved = /\b(?:import|require|import\.meta\.resolve)\('([^']+)'\)/g;
const byPath = /\bnode_modules\/([^'`"]+)/g;

const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

function packagesIn(file: string): readonly string[] {
  const text = read(file);
  return [imported, resolved, byPath]
    .flatMap((form) => [...text.matchAll(form)].map(([, specifier = '']) => specifier))
    .filter((specifier) => !/^(\.|node:)/.test(specifier))
    .map(packageOf);
}

/** The packages that bring the tool of an npm script. Each platform has a package of its own that brings Node. */
function toolOf(script: string): readonly string[] {
  const [tool = ''] = scripts[script].split(' ');
  return Object.entries(packages).flatMap(([path, { bin = {} }]) =>
    tool in bin ? path.replace('node_modules/', '') : [],
  );
}

const operating = ['synth', 'octopus', 'demo', 'local'];

it.each(operating)('a package of ours brings the tool of npm run %s', (script) => {
  expect(toolOf(script).length).toBeGreaterThan(0);
});

it('npm ci --omit=dev installs what deploying and operating need, and nothing else', () => {
  expect(files.length).toBeGreaterThan(100);
  const needed = new Set([...files.flatMap(packagesIn), ...operating.flatMap(toolOf)]);
  const installed = Object.keys({ ...dependencies, ...optionalDependencies });
  expect([...needed].toSorted()).toEqual(installed.toSorted());
});

it('docs/deploying.md installs no more than that', () => {
  const [before = ''] = read('docs/deploying.md').split(/^## /m);
  expect(before).toContain('`npm ci --omit=dev`');
  for (const script of operating) expect(before).toContain(`\`npm run ${script}\``);
});
