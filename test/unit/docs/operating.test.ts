import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { rollbackErrorCodes } from '../../../lambda/rollback/rollback-error.ts';
import { rotationErrorCodes } from '../../../lambda/rotation/rotation-error.ts';
import { resourcesOf, templateOf } from '../../infra/template-of.ts';

const operating = readFileSync(new URL('../../../docs/operating.md', import.meta.url), 'utf8');

/** The headings to which the deployed texts send a person: descriptions of alarms and rules, and their mails. */
const deployed = [...JSON.stringify(resourcesOf(templateOf('sandbox'))).matchAll(/operating\.md, [\\"]*([\w-]+)/g)];
const named = new Set(deployed.map(([, heading = '']) => heading));

it('every alarm and every rule names a heading', () => {
  const events = ['RotationAbandoned', 'RotationFailed', 'TestRotationFailed'];
  const alarms = ['given-up', 'near-timeout', 'not-watched', 'throttled', 'undelivered', 'unreported-failures'];
  expect([...named].toSorted()).toEqual([...events, ...alarms]);
});

it.each([...rotationErrorCodes, ...rollbackErrorCodes, 'AwsCallFailed', ...named])(
  'docs/operating.md has a heading for %s, with what to do',
  (code) => {
    const section = operating.split('\n### ').find((text) => text.startsWith(`${code}\n`));
    expect(section).toMatch(/Means: .*\n(.*\n)*Do: /);
  },
);

it.each(rollbackErrorCodes)('the heading %s says what to check', (code) => {
  const section = operating.split('\n### ').find((text) => text.startsWith(`${code}\n`));
  expect(section).toMatch(/Means: .*\n(.*\n)*Check: .*\n(.*\n)*Do: /);
});
