import { DeleteSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { describe, expect, it } from 'vitest';
import { main } from '../../../cli/main.ts';
import { answering } from '../../support/answering.ts';
import { noAws } from '../../unit/cli/no-aws.ts';
import { recordingTerminal } from '../../unit/cli/recording-terminal.ts';
import { alice, startCliWorld, typing } from './cli-world.ts';

describe('before anything is put', () => {
  it.each([['secretName'], ['intakeName']] as const)('a deletion of the %s is reported', async (which) => {
    await using world = await startCliWorld();
    await world.secretsManager.send(new DeleteSecretCommand({ SecretId: world[which] }));
    const { exitCode, err } = await world.run(['stage'], typing(alice));
    expect({ exitCode, err }).toStrictEqual({
      exitCode: 1,
      err: [
        `octopus: ${world[which]} is marked for deletion; to keep it: aws secretsmanager restore-secret --secret-id ${world[which]}`,
      ],
    });
    expect(world.operatorCalls()).toStrictEqual(['DescribeSecret']);
  });

  it.each([
    ['a sign-in page', 200, '<html>\n<b>portal</b></html>'],
    ['an error page', 503, '<html>\n<b>portal</b></html>'],
    ['another JSON', 200, '{"portal":true}'],
  ])('%s instead of AWS is reported in one line that quotes none of it', async (_, status, body) => {
    await using stranger = await answering(status, body);
    const { terminal, err } = recordingTerminal(typing(alice));
    const exitCode = await main(['stage'], {
      terminal,
      clock: { now: () => new Date(0), sleep: async () => {} },
      randomUUID: () => 'unused',
      ...noAws,
      secretsManager: async () =>
        new SecretsManagerClient({
          endpoint: stranger.url,
          region: 'us-east-1',
          credentials: { accessKeyId: 'LOCALCOMMAND', secretAccessKey: 'local' },
          maxAttempts: 1,
        }),
    });
    expect({ exitCode, lines: err.length }).toStrictEqual({ exitCode: 1, lines: 1 });
    expect(err[0]).toMatch(/^octopus: the answer is not from AWS: [^<\n]+$/);
    expect(err[0]).not.toContain('portal');
  });
});
