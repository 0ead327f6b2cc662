import { join } from 'node:path';
import { build } from 'esbuild';
import { bundling, type FunctionName } from '../lib/functions/function-bundles.ts';
import { readAssembly } from '../local/stack/assembly.ts';

/** Bundles a handler as CDK does by default, but minified and with the SDK in the bundle, as ours. */
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

const threePackages = `
import {
  DescribeSecretCommand, GetSecretValueCommand, PutSecretValueCommand, SecretsManagerClient, UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import { GetTopicAttributesCommand, PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { Agent, request } from 'undici';
export const commands = [DescribeSecretCommand, GetSecretValueCommand, PutSecretValueCommand, UpdateSecretVersionStageCommand];
export const notices = [GetTopicAttributesCommand, PublishCommand];
export const clients = [new SecretsManagerClient(), new SNSClient(), new Agent(), request];
`;

/** Bundles the three packages that every function needs, with our own options and none of our code. */
export async function bundleThreePackages(outfile: string): Promise<void> {
  const { entryPoints: _entryPoints, outdir: _outdir, write: _write, ...options } = bundling;
  await build({ ...options, stdin: { contents: threePackages, resolveDir: options.absWorkingDir }, outfile });
}

/** The file of a function of the synthesized sandbox. */
export function ownBundle(assembly: string, name: FunctionName): string {
  const { resources, bundle } = readAssembly(assembly, 'OctopusCards-Sandbox');
  const made = Object.values(resources).find(
    ({ properties }) => properties.FunctionName === `octopus-cards-sandbox-${name}`,
  );
  return join(bundle(String(Object(made?.properties.Code).S3Key)), 'index.js');
}
