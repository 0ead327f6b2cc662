import { join } from 'node:path';
import { build } from 'esbuild';
import { readAssembly } from '../local/stack/assembly.ts';

export type FunctionName = 'rotate' | 'watch' | 'rollback';
export const functionNames: readonly FunctionName[] = ['rotate', 'watch', 'rollback'];

/** Bundles a handler as a peer of our own bundle: what CDK does by its defaults, but with the SDK in it, and minified. */
export async function bundleByDefaults(name: FunctionName, outfile: string): Promise<void> {
  await build({
    entryPoints: [`lambda/handlers/${name}.ts`],
    outfile,
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    logLevel: 'silent',
  });
}

/** The file that a function of the synthesized sandbox loads. */
export function ownBundle(assembly: string, name: FunctionName): string {
  const { resources, bundle } = readAssembly(assembly, 'OctopusCards-Sandbox');
  const made = Object.values(resources).find(
    ({ properties }) => properties.FunctionName === `octopus-cards-sandbox-${name}`,
  );
  return join(bundle(String(Object(made?.properties.Code).S3Key)), 'index.js');
}
