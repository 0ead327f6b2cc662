import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The text of a file, by its path from the root of the project. */
export const readSource = (path: string): string => readFileSync(join(root, path), 'utf8');

/** Every source file of a folder, by its path from the root of the project. */
export const sourcesOf = (folder: string): readonly string[] => globSync(`${folder}/**/*.ts`, { cwd: root }).toSorted();

/** The files that a text imports, types included, by any kind of import or export. */
export const importsOf = (file: string, text: string): readonly string[] =>
  [...text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*['"](\.{1,2}\/[^'"]+)['"]/g)].map(([, path = '']) =>
    join(dirname(file), path),
  );
