import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';

it('bin/octopus.js refuses before any call to AWS when npm took an option', async () => {
  const child = spawn(process.execPath, ['bin/octopus.js', 'stage', 'production'], {
    // Any call to AWS would end in another line.
    env: { npm_config_environment: 'true', AWS_ENDPOINT_URL: 'http://127.0.0.1:1' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const [reported, [exitCode]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
  expect({ exitCode, reported }).toStrictEqual({
    exitCode: 2,
    reported: 'octopus: npm took --environment for itself; write: npm run octopus -- stage --environment …\n',
  });
});
