import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { buildSync } from 'esbuild';
import { afterAll, describe, expect, it } from 'vitest';
import { FunctionBundles, functionNames } from '../../lib/functions/function-bundles.ts';
import { resourcesOf } from './template-of.ts';

const work = mkdtempSync(join(tmpdir(), 'octopus-cards-bundles-'));
afterAll(() => rmSync(work, { recursive: true, force: true }));

/** An app with two stacks, each with every function. It counts the runs of esbuild. */
function appOf(outdir: string, context: object = {}) {
  const app = new App({ outdir: join(work, outdir), context: { ...context }, analyticsReporting: false });
  let runs = 0;
  const stacks = ['One', 'Two'].map((id) => {
    const stack = new Stack(app, id);
    const bundles = new FunctionBundles((options) => {
      runs += 1;
      return buildSync(options);
    });
    for (const name of functionNames) {
      const code = bundles.code(name);
      new LambdaFunction(stack, name, { code, handler: 'index.handler', runtime: Runtime.NODEJS_24_X });
    }
    return stack;
  });
  return { stacks, runs: () => runs };
}

const keysOf = (stack: Stack): readonly unknown[] =>
  Object.values(resourcesOf(Template.fromStack(stack)))
    .filter(({ Type }) => Type === 'AWS::Lambda::Function')
    .map(({ Properties }) => Object(Properties.Code).S3Key);

describe('the bundles of the functions', () => {
  it('are made by one run of esbuild, for all functions of all stacks of an app', () => {
    const { stacks, runs } = appOf('all');
    expect(runs()).toBe(1);
    const [one = [], two] = stacks.map(keysOf);
    expect(new Set(one).size).toBe(functionNames.length);
    expect(two).toEqual(one);
  });

  it('are not made while no stack is selected', () => {
    const { runs } = appOf('none', { 'aws:cdk:bundling-stacks': [] });
    expect(runs()).toBe(0);
  });

  it('are made when only one of the stacks is selected', () => {
    const { runs } = appOf('second', { 'aws:cdk:bundling-stacks': ['Two'] });
    expect(runs()).toBe(1);
  });
});
