import { readdirSync, statSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import type { World } from '../world.ts';

/** Describes what is running: the template, the bundles, and the resources of the template that are not modelled. */
export function describeStack(
  { assembly, stack }: Pick<World, 'assembly' | 'stack'>,
  isNew: boolean,
): readonly string[] {
  const bundles = [...stack.functions.values()].map(
    ({ name, directory }) =>
      `bundle        ${name}: ${shortName(directory)}, ${Math.round(bytes(directory) / 1000)} kB`,
  );
  const missing = [...stack.notModelled].map(([type, ids]) => `${type}${ids.length > 1 ? ` (${ids.length})` : ''}`);
  return [
    `template      ${relative('', assembly.templateFile)} (${isNew ? 'just synthesized' : 'unchanged since the last synth'})`,
    ...bundles,
    `not modelled  ${missing.join(', ') || 'nothing'}`,
  ];
}

const shortName = (directory: string): string => basename(directory).slice(0, 18);

const bytes = (directory: string): number =>
  readdirSync(directory).reduce((sum, name) => sum + statSync(join(directory, name)).size, 0);
