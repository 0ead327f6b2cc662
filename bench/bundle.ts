import { build } from 'esbuild';

export type FunctionName = 'rotate' | 'watch' | 'rollback';
export const functionNames: readonly FunctionName[] = ['rotate', 'watch', 'rollback'];

/** Bundles a handler as a peer of our own bundle: what CDK does by its defaults, with the SDK in it, minified. */
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
