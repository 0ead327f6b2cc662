import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { World } from '../../local/world.ts';

const fileIn = (assembly: string): string => join(assembly, 'written-labels.jsonl');

/** Records the labels of ours that functions wrote in a world, for the audit that runs after all tests. */
export function noteLabels({ aws, isFunction }: Pick<World, 'aws' | 'isFunction'>, assembly: string): void {
  const ours = aws.labels.filter(({ accessKeyId, label }) => isFunction(accessKeyId) && label.startsWith('octopus'));
  const lines = new Set(ours.map(({ label }) => JSON.stringify(label)));
  appendFileSync(fileIn(assembly), [...lines].map((line) => `${line}\n`).join(''));
}

export function writtenLabels(assembly: string): readonly string[] {
  if (!existsSync(fileIn(assembly))) return [];
  const lines = readFileSync(fileIn(assembly), 'utf8').split('\n');
  return [...new Set(lines)].filter((line) => line !== '').map((line): string => JSON.parse(line));
}
