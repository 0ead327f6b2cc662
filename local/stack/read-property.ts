import { isRecord } from '../aws/secrets/check.ts';
import type { Properties } from './assembly.ts';
import { StackError } from './stack-error.ts';

/** A resource whose references are resolved. */
export interface ResolvedResource {
  readonly id: string;
  readonly type: string;
  readonly properties: Properties;
}

/** A property that is required. The error names the resource and the property. */
export function textOf({ id, type, properties }: ResolvedResource, name: string): string {
  const value = properties[name];
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  throw new StackError(`${type} ${id} needs ${name}, found ${JSON.stringify(value) ?? 'nothing'}`);
}

export function objectOf(resource: ResolvedResource, name: string): Properties {
  const value = resource.properties[name];
  if (isRecord(value)) return value;
  throw new StackError(`${resource.type} ${resource.id} needs ${name}, found ${JSON.stringify(value) ?? 'nothing'}`);
}

/** Refuses a property that is not modelled, if ignoring it would change who may do what. */
export function refuseProperties({ id, type, properties }: ResolvedResource, names: readonly string[]): void {
  const found = names.find((name) => properties[name] !== undefined);
  if (found !== undefined) throw new StackError(`the local stack does not model ${found} of ${type} ${id}`);
}

export const listOf = ({ properties }: ResolvedResource, name: string): readonly unknown[] =>
  [properties[name] ?? []].flat();

/** A property that is absent is absent from the call as well. */
export const optional = <Key extends string>(key: Key, value: unknown): { [name in Key]?: string } =>
  value === undefined ? {} : ({ [key]: String(value) } as { [name in Key]?: string });
