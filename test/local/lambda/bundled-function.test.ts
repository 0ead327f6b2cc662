import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { aBundle, aFunction, aFunctionIn } from './a-function.ts';

it('gets the event and the context of Lambda, and returns what the handler returns', async () => {
  await using tested = aFunction(`
    exports.handler = async (event, { functionName, functionVersion, memoryLimitInMB, invokedFunctionArn }) =>
      ({ event, functionName, functionVersion, memoryLimitInMB, invokedFunctionArn });
  `);
  expect(await tested.invoke({ Step: 'createSecret' })).toEqual({
    event: { Step: 'createSecret' },
    functionName: 'tested',
    functionVersion: '$LATEST',
    memoryLimitInMB: '256',
    invokedFunctionArn: 'arn:aws:lambda:us-east-1:123456789012:function:tested',
  });
});

it('answers null where the handler returns nothing', async () => {
  await using tested = aFunction('exports.handler = async () => {};');
  expect(await tested.invoke({})).toBeNull();
});

it('has its own variables and those of Lambda, and none of ours', async () => {
  await using tested = aFunction('exports.handler = async () => process.env;', {
    variables: { ENVIRONMENT: 'sandbox' },
  });
  const environment = Object(await tested.invoke({}));
  expect(environment).toMatchObject({ ENVIRONMENT: 'sandbox', AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' });
  const strange = Object.keys(environment).filter((name) => !/^(AWS|LAMBDA)_/.test(name));
  expect(strange.toSorted()).toEqual(['ENVIRONMENT', 'LANG', 'PATH', 'TZ', '_HANDLER']);
});

it('stays warm from one event to the next', async () => {
  await using tested = aFunction('let count = 0; exports.handler = async () => [++count, process.pid];');
  const [first, pid] = Object(await tested.invoke({}));
  const before = performance.now();
  const second = await tested.invoke({});
  expect([first, second]).toEqual([1, [2, pid]]);
  expect(performance.now() - before).toBeLessThan(1_000);
});

it('takes two events at once in two processes, and later reuses one', async () => {
  await using tested = aFunction(`
    exports.handler = async () => { await new Promise((resolve) => setTimeout(resolve, 100)); return process.pid; };
  `);
  const pids = await Promise.all([tested.invoke({}), tested.invoke({})]);
  expect(new Set(pids).size).toBe(2);
  expect(pids).toContain(await tested.invoke({}));
});

it('delivers what it wrote before its answer: lines of the console, of Powertools and of a stream', async () => {
  const powertools = JSON.stringify(fileURLToPath(import.meta.resolve('@aws-lambda-powertools/logger')));
  await using tested = aFunction(`
    const { Logger } = require(${powertools});
    const logger = new Logger({ serviceName: 'tested' });
    exports.handler = async () => {
      console.log('of the console,\\nin one record');
      logger.info('of Powertools');
      for (let line = 0; line < 5000; line += 1) process.stderr.write('of a stream: 香港 ' + line + '\\n');
    };
  `);
  await tested.invoke({});
  const ofPowertools = tested.lines.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line));
  expect(ofPowertools).toMatchObject([{ level: 'INFO', message: 'of Powertools', service: 'tested' }]);
  expect(tested.lines.filter((line) => line.includes('of the console,\rin one record'))).toHaveLength(1);
  expect(tested.lines.filter((line) => line.startsWith('of a stream: 香港 '))).toHaveLength(5_000);
});

it('is CommonJS as on Lambda, also below the package.json of a project of ES modules', async () => {
  using project = aBundle('');
  const directory = join(project.directory, 'cdk.out');
  mkdirSync(directory);
  writeFileSync(join(project.directory, 'package.json'), '{"type":"module"}');
  writeFileSync(join(directory, 'index.js'), 'exports.handler = async () => typeof require("node:path").join;');
  await using tested = aFunctionIn(directory);
  expect(await tested.invoke({})).toBe('function');
});
