import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readAssembly } from '../../../local/stack/assembly.ts';

const root = mkdtempSync(join(tmpdir(), 'octopus-cards-stack-'));
afterAll(() => rmSync(root, { recursive: true }));

let count = 0;
function assemblyOf(template: string | undefined, assets = '{"files":{}}'): string {
  count += 1;
  const directory = join(root, String(count));
  mkdirSync(directory);
  if (template !== undefined) writeFileSync(join(directory, 'A.template.json'), template);
  writeFileSync(join(directory, 'A.assets.json'), assets);
  return directory;
}

describe('an assembly', () => {
  it.each([
    ['nothing was synthesized', undefined, /there is no .*A\.template\.json; run "npm run synth" first/],
    ['the template is not JSON', '{', /A\.template\.json is not one JSON object; run "npm run synth" again/],
    ['the template has no resources', '{}', /A\.template\.json has no Resources/],
    ['a resource has no type', '{"Resources":{"X":{}}}', /resource X of .*A\.template\.json has no Type/],
    [
      'properties are no object',
      '{"Resources":{"X":{"Type":"T","Properties":1}}}',
      /resource X .* Properties that are no object/,
    ],
  ])('is refused when %s', (_, template, message) => {
    expect(() => readAssembly(assemblyOf(template), 'A')).toThrow(message);
  });

  it('finds a bundle by the key under which a deployment uploads it', () => {
    const assets = '{"files":{"abc":{"source":{"path":"asset.abc"}}}}';
    const directory = assemblyOf('{"Resources":{}}', assets);
    const { bundle } = readAssembly(directory, 'A');
    expect(bundle('abc.zip')).toBe(join(directory, 'asset.abc'));
    expect(() => bundle('def.zip')).toThrow(/no asset of .* is uploaded as def\.zip/);
  });
});
