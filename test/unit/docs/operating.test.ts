import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { rotationErrorCodes } from '../../../lambda/rotation/rotation-error.ts';
import { resourcesOf, templateOf } from '../../infra/template-of.ts';

const operating = readFileSync(new URL('../../../docs/operating.md', import.meta.url), 'utf8');

/** The headings to which the deployed texts send a person: descriptions of alarms and rules, and their mails. */
const deployed = [...JSON.stringify(resourcesOf(templateOf('sandbox'))).matchAll(/operating\.md, [\\"]*([\w-]+)/g)];
const named = new Set(deployed.map(([, heading = '']) => heading));

it('every alarm and every rule names a heading', () => {
  const headings = ['RotationAbandoned', 'TestRotationFailed', 'near-timeout', 'throttled', 'undelivered'];
  expect([...named].toSorted()).toEqual([...headings, 'untold-failures']);
});

it.each([...rotationErrorCodes, 'AwsCallFailed', ...named])(
  'docs/operating.md has a heading for %s, with what to do',
  (code) => {
    const section = operating.split('\n### ').find((text) => text.startsWith(`${code}\n`));
    expect(section).toMatch(/Means: .*\n(.*\n)*Do: /);
  },
);
