import { expect, inject, it } from 'vitest';
import { states } from '../../lambda/secrets/state-label.ts';
import { writtenLabels } from '../support/written-labels.ts';

/** Every kind of label that a function of ours writes. */
const kinds = [...states, 'empty', 'health', 'reminder', 'verdict'];

/** AWS documents these for the name of a secret, and nothing for a label. */
const allowed = /^[A-Za-z0-9/_+=.@-]+$/;
const longest = 256;

const kindOf = (label: string): string => /^octopus\/([a-z-]+)/.exec(label)?.[1] ?? label;

const written = writtenLabels(inject('assembly'));
if (written.length === 0) process.stdout.write('skipped: no other test has run a function, so no label was written\n');

it.runIf(written.length > 0)('every label that a function has written in any test has a form that AWS takes', () => {
  expect(written.filter((label) => !allowed.test(label))).toStrictEqual([]);
  expect(written.filter((label) => label.length > longest)).toStrictEqual([]);
  expect([...new Set(written.map(kindOf))].toSorted()).toStrictEqual(kinds.toSorted());
});
