import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { rotationErrorCodes } from '../../../lambda/rotation/rotation-error.ts';

const operating = readFileSync(new URL('../../../docs/operating.md', import.meta.url), 'utf8');

it.each([...rotationErrorCodes, 'AwsCallFailed'])('docs/operating.md has a heading for %s, with what to do', (code) => {
  const section = operating.split('\n### ').find((text) => text.startsWith(`${code}\n`));
  expect(section).toMatch(/Means: .*\n(.*\n)*Do: /);
});
