import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { plantedFaults } from './faults.ts';
import { withFault } from './plant.ts';

const read = (file: string): string => readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8');

it.each(plantedFaults)('"$name" still finds the line that it replaces', (fault) => {
  const source = read(fault.file);
  expect(withFault(source, fault)).not.toBe(source);
});

it('a fault whose line has gone is said to be so', () => {
  const [fault] = plantedFaults;
  expect(() => fault && withFault('', fault)).toThrow(/cannot be planted/);
});
