import { expect, it } from 'vitest';
import { leaks } from '../../unit/cli/recording-terminal.ts';
import { alice, bob, nobody, piping, startCliWorld, typing } from './cli-world.ts';

it('lets no pair out: not on the terminal, in a log line, a label or a mail, whole or in base64', async () => {
  await using world = await startCliWorld();
  const reported: string[] = [];
  const run: typeof world.run = async (args, script) => {
    const ran = await world.run(args, script);
    reported.push(ran.all());
    return ran;
  };
  await run(['stage', '--log'], typing({ apiKey: ` ${alice.apiKey}`, apiSecret: `\u201c${alice.apiSecret}\u201d` }));
  await run(['stage', '--json', '--log'], piping(alice));
  await run(['stage', '--yes'], piping(nobody));
  await run(['stage'], piping(bob, { note: bob.apiSecret }));
  await run(['stage', bob.apiSecret, `--note=${bob.apiKey}`]);
  await run(['stage'], { stdin: `${bob.apiKey} ${bob.apiSecret}` });
  world.aws.secretsManager.denyKms(true);
  await run(['stage'], piping(bob));
  world.aws.secretsManager.denyKms(false);
  await run(['unstick', '--yes', '--json']);
  for (const command of ['status', 'request', 'watch', 'rollback', 'history']) {
    await run([command, '--yes']);
    await run([command, '--yes', '--json', '--credential', 'api']);
  }
  const labels = [await world.stages(), await world.stages(world.intakeName)];
  const everything = [...reported, ...world.log, JSON.stringify([world.aws.mailbox, world.aws.events, labels])].join(
    '\n',
  );
  expect(everything).toContain('fingerprint');
  expect(
    leaks(
      everything,
      [alice, bob, nobody].flatMap(({ apiKey, apiSecret }) => [apiKey, apiSecret]),
    ),
  ).toBe(false);
});
