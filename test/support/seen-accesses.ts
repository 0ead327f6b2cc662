import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { World } from '../../local/world.ts';

/** An identity used an action on a resource, or tried to. */
export interface SeenAccess {
  readonly principalArn: string;
  readonly action: string;
  readonly resource: string;
  readonly allowed: boolean;
}

const fileIn = (assembly: string): string => join(assembly, 'seen-accesses.jsonl');

/** Records the access decisions of a world, for the audit that runs after all tests. */
export function noteAccesses({ aws }: World, assembly: string): void {
  const lines = aws.accesses.map(({ principalArn, action, resource, allowed }) =>
    JSON.stringify({ principalArn, action, resource: resource.replace(/-\w{6}$/, '-??????'), allowed }),
  );
  appendFileSync(fileIn(assembly), [...new Set(lines)].map((line) => `${line}\n`).join(''));
}

export function seenAccesses(assembly: string): readonly SeenAccess[] {
  if (!existsSync(fileIn(assembly))) return [];
  const lines = new Set(readFileSync(fileIn(assembly), 'utf8').trim().split('\n'));
  return [...lines].map((line): SeenAccess => JSON.parse(line));
}
