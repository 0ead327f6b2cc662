import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { rotationErrorCodes } from '../../../lambda/rotation/rotation-error.ts';
import { resourcesOf, templateOf } from '../../infra/template-of.ts';

const operating = readFileSync(new URL('../../../docs/operating.md', import.meta.url), 'utf8');

/** The headings to which the deployed texts send a person: descriptions of alarms and rules, and their mails. */
const deployed = [...JSON.stringify(resourcesOf(templateOf('sandbox'))).matchAll(/operating\.md, [\\"]+([\w-]+)/g)];
const named = new Set(deployed.map(([, heading = '']) => heading));

it('the deployed alarms name headings', () => {
  expect([...named].toSorted()).toEqual(['near-timeout', 'throttled', 'undelivered', 'untold-failures']);
});

it.each([...rotationErrorCodes, 'AwsCallFailed', ...named])(
  'docs/operating.md has a heading for %s, with what to do',
  (code) => {
    const section = operating.split('\n### ').find((text) => text.startsWith(`${code}\n`));
    expect(section).toMatch(/Means: .*\n(.*\n)*Do: /);
  },
);
