import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A file of a folder that imports another one of it, types alone included. Both as paths inside the folder. */
export interface Import {
  readonly from: string;
  readonly to: string;
}

/** Every import between the files of a folder of the project. */
export function importsOf(folder: string): readonly Import[] {
  const root = new URL(`../../${folder}/`, import.meta.url);
  return filesOf(folder).flatMap((from) => {
    const source = readFileSync(new URL(from, root), 'utf8');
    return [...source.matchAll(/\b(?:from|import)\s*\(?\s*'(\.[^']+)'/g)]
      .map(([, path = '']) => new URL(path, new URL(from, root)).href)
      .filter((href) => href.startsWith(root.href))
      .map((href) => ({ from, to: href.slice(root.href.length) }));
  });
}

export const filesOf = (folder: string): readonly string[] =>
  globSync('**/*.ts', { cwd: fileURLToPath(new URL(`../../${folder}`, import.meta.url)) }).toSorted();
