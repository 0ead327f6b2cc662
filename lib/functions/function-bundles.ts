import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AssetHashType, DockerImage, type ILocalBundling } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { type BuildOptions, buildSync } from 'esbuild';

/** The functions of an environment, by the last word of their names. Each has a file of that name in `lambda/handlers`. */
export const functionNames = ['rotate', 'watch', 'rollback'] as const;
export type FunctionName = (typeof functionNames)[number];

const project = fileURLToPath(new URL('../..', import.meta.url));
const lambda = (path: string): string => join(project, 'lambda', path);

/** How esbuild bundles the functions. */
export const bundling = {
  absWorkingDir: project,
  entryPoints: Object.fromEntries(functionNames.map((name) => [name, lambda(`handlers/${name}.ts`)])),
  outdir: 'functions',
  write: false,
  // Nothing is external: the SDK of the lock file starts faster than the runtime's, and AWS cannot change it.
  bundle: true,
  minify: true,
  platform: 'node',
  target: 'node24',
  format: 'cjs',
  mainFields: ['module', 'main'],
  // Leaves out undici's experimental second HTTP parser, 165 kB, as the undici in Node itself does.
  define: { esbuildDetection: 'true' },
  alias: { '@aws-sdk/credential-provider-node': lambda('runtime/credentials-from-environment.ts') },
  logLevel: 'warning',
} satisfies BuildOptions;

type Build = typeof buildSync<typeof bundling>;

/**
 * The code of all functions, made by one run of esbuild. The run starts when CDK needs the first function, so it does not
 * start at all while no stack is selected.
 */
export class FunctionBundles {
  private readonly build: Build;
  private files: ReadonlyMap<string, Uint8Array> | undefined;

  constructor(build: Build = buildSync) {
    this.build = build;
  }

  code(name: FunctionName): Code {
    return Code.fromAsset(project, {
      assetHashType: AssetHashType.OUTPUT,
      bundling: {
        // CDK asks for an image, and uses it only where local bundling fails. Ours throws in that case.
        image: DockerImage.fromRegistry('none'),
        local: new LocalBundle(name, () => this.file(name)),
      },
    });
  }

  private file(name: FunctionName): Uint8Array {
    this.files ??= new Map(this.build(bundling).outputFiles.map(({ path, contents }) => [basename(path), contents]));
    const file = this.files.get(`${name}.js`);
    if (file === undefined) throw new Error(`esbuild made no file for the function ${name}`);
    return file;
  }
}

class LocalBundle implements ILocalBundling {
  /** CDK bundles once per set of options, so the options have to name the function. */
  readonly name: FunctionName;
  private readonly file: () => Uint8Array;

  constructor(name: FunctionName, file: () => Uint8Array) {
    this.name = name;
    this.file = file;
  }

  tryBundle(outputDir: string): boolean {
    writeFileSync(join(outputDir, 'index.js'), this.file());
    return true;
  }
}
