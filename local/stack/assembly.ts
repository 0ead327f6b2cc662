import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseObject } from '../../lambda/secrets/json.ts';
import { isRecord } from '../aws/secrets/check.ts';
import { StackError } from './stack-error.ts';

export type Properties = Readonly<Record<string, unknown>>;

export interface TemplateResource {
  readonly type: string;
  readonly properties: Properties;
  readonly dependsOn: readonly string[];
}

export interface StackAssembly {
  readonly name: string;
  readonly templateFile: string;
  readonly resources: Readonly<Record<string, TemplateResource>>;
  /** The directory of a bundled function, by the key under which a deployment uploads it. */
  readonly bundle: (objectKey: string) => string;
}

/** Reads one stack of a synth's output. Fails with a `StackError` that names the file and what it lacks. */
export function readAssembly(directory: string, stackName: string): StackAssembly {
  const templateFile = join(directory, `${stackName}.template.json`);
  const template = readJson(templateFile);
  const resources = template.Resources;
  if (!isRecord(resources)) throw new StackError(`${templateFile} has no Resources; run "npm run synth" again`);
  const { files } = readJson(join(directory, `${stackName}.assets.json`));
  return {
    name: stackName,
    templateFile,
    resources: Object.fromEntries(
      Object.entries(resources).map(([id, resource]) => [id, readResource(templateFile, id, resource)]),
    ),
    bundle: (objectKey) => findBundle(directory, isRecord(files) ? files : {}, objectKey),
  };
}

function readJson(file: string): Properties {
  if (!existsSync(file)) throw new StackError(`there is no ${file}; run "npm run synth" first`);
  const value = parseObject(readFileSync(file, 'utf8'));
  if (value === undefined) throw new StackError(`${file} is not one JSON object; run "npm run synth" again`);
  return value;
}

function readResource(templateFile: string, id: string, resource: unknown): TemplateResource {
  if (!isRecord(resource) || typeof resource.Type !== 'string') {
    throw new StackError(`resource ${id} of ${templateFile} has no Type`);
  }
  if (resource.Condition !== undefined) throw new StackError(`the local stack does not model the Condition of ${id}`);
  const { Type: type, Properties: properties = {}, DependsOn: dependsOn = [] } = resource;
  if (!isRecord(properties))
    throw new StackError(`resource ${id} of ${templateFile} has Properties that are no object`);
  return { type, properties, dependsOn: [dependsOn].flat().map(String) };
}

function findBundle(directory: string, files: Properties, objectKey: string): string {
  const file = files[objectKey.replace(/\.zip$/, '')];
  const source = isRecord(file) && isRecord(file.source) ? file.source.path : undefined;
  if (typeof source !== 'string') throw new StackError(`no asset of ${directory} is uploaded as ${objectKey}`);
  return join(directory, source);
}
