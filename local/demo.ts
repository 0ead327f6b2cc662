import { type Application, createApplication } from './applications/application.ts';
import type { Mail } from './aws/sns/publish.ts';
import { days, hours, minutes } from './clock.ts';
import type { ClearPair } from './people.ts';
import { describeStack } from './stack/describe-stack.ts';
import { ensureAssembly } from './stack/synthesize.ts';
import { act, claim, end, say, show, table } from './story.ts';
import { startWorld, type World } from './world.ts';

/** A story in the terminal. Every statement is checked; one that is untrue makes the demo fail. */
const first: ClearPair = { apiKey: 'test-key-alice-0001', apiSecret: 'secret-of-alice-0001' };
const second: ClearPair = { apiKey: 'test-key-alice-0002', apiSecret: 'secret-of-alice-0002' };
const third: ClearPair = { apiKey: 'test-key-alice-0003', apiSecret: 'secret-of-alice-0003' };

const { directory, isNew } = await ensureAssembly();
await using world = await startWorld({ assembly: directory, functions: 'bundled' });
const { clientId = 42 } = world;
world.octopus.addAccount({ clientId });
for (const pair of [first, second, third]) world.octopus.issuePair(clientId, pair);
say('This demo rotates a credential that a person issues. It needs nothing but this');
say(`machine: a local AWS (${world.aws.url}), a local Octopus API`);
say(`(${world.octopus.url}), a clock that it moves, and the stack that`);
say('"cdk deploy" would create:');
say();
for (const line of describeStack(world, isNew)) say(`  ${line}`);

act('1. Day one: the stack is deployed, and there is no pair yet');
claim(
  'the secret holds a placeholder that nobody can mistake for a pair',
  (await world.live()).includes('awaiting-first-pair'),
);
claim('the deployment rotated nothing and sent no mail', world.aws.mailbox.length === 0);

act('2. The account manager mails the first pair; an operator stages it');
await world.stage(first);
await world.rotate();
claim('the first pair is live', (await world.live()).includes(first.apiKey));
claim('the application logs in with the pair that it reads from the secret', await applicationLogsIn(world));
claim('nobody is asked to revoke a pair, because there was none before', kinds(world).join() === 'PairPromoted');

act('3. A year passes, and the watch checks the pair every day');
// Its run of each other hour finds nothing to do in such a year.
world.aws.scheduler.onlyIn(8);
const beforeYear = world.aws.mailbox.length;
await world.clock.advance(days(366));
claim(
  'the scheduled rotation found no staged pair, and the first pair is still live',
  (await world.live()).includes(first.apiKey),
);
claim(
  'ops was asked for a new pair 60, 30, 14, 7, 1 and 0 days before the twelve months were over',
  kinds(world, beforeYear).join() === Array(6).fill('RotationDue').join(),
);
show(world.aws.mailbox.slice(beforeYear, beforeYear + 1));

act('4. The second pair arrives, and the operator mistypes it');
const token = pendingOf(await world.stages()) ?? '';
await world.clearPending(token);
const beforeTypo = world.aws.mailbox.length;
await world.stage({ ...second, apiSecret: 'secret-of-alice-000Z' });
const refused = await world.rotate();
claim('the mistyped pair was refused, and the first pair is still live', (await world.live()).includes(first.apiKey));
claim('ops was notified of what is wrong', kinds(world, beforeTypo).join() === 'PairRefused');
show(world.aws.mailbox.slice(beforeTypo));

const shop = createApplication(world, { name: 'shop', reads: 'at-start', restartsEveryHours: 12 });
const office = createApplication(world, { name: 'office', reads: 'at-start' });
await work();

world.aws.scheduler.onlyIn(undefined);
act('5. The correct pair is staged, and the same rotation takes it at its next attempt');
table('before', await world.stages());
const beforeRight = world.aws.mailbox.length;
await world.stage(second);
await world.clock.advance(minutes(10));
const after = await world.stages();
table('after', after);
claim('the second pair is live, as the version of that rotation', (after[refused] ?? []).includes('AWSCURRENT'));
claim('the application logs in with the second pair', await applicationLogsIn(world));
claim('the first pair still works, because only a person can revoke it', await logsIn(world, first));
claim(
  'ops was notified, and support is not asked yet: applications have a day to take the new pair',
  kinds(world, beforeRight).join() === 'PairPromoted',
);
claim('nobody called logout, which would have cut off the application', world.octopus.logouts === 0);
show(world.aws.mailbox.slice(beforeRight));

act('6. The hand-over: the shop starts anew twice a day, the office only when somebody does it');
const beforeRequest = world.aws.mailbox.length;
await pass(20);
claim('20 hours later the office still uses the first pair, and nobody has revoked it', await logsIn(world, first));
await office.restart();
await pass(5);
claim(
  'a day after the promotion support was asked to revoke the first pair',
  kinds(world, beforeRequest).join() === 'RevocationRequested',
);
show(world.aws.mailbox.slice(beforeRequest));
// Support acts within a minute of being asked, and ends every session of the account.
world.octopus.revoke(first.apiKey);
world.octopus.endSessions(clientId);
const beforeProof = world.aws.mailbox.length;
await pass(2);
claim(
  'support acted at once: the next run saw the first pair refused and the second accepted, which proves it',
  kinds(world, beforeProof).join() === 'RevocationProved',
);
await pass(8 * 24);
claim(
  'neither application was ever refused, not even when its tokens were over',
  [shop, office].every(({ refusals }) => refusals.length === 0),
);

act('7. The second pair leaks, and support revokes the wrong pair');
await world.stage(third, { reason: 'leak' });
await world.rotate();
claim('the third pair is live', (await world.live()).includes(third.apiKey));
claim('support was asked urgently to revoke the second pair', isUrgentRequest(world.aws.mailbox.at(-2)));
world.octopus.revoke(third.apiKey);
const beforeWrong = world.aws.mailbox.length;
await world.clock.advance(minutes(70));
claim(
  'support and ops were notified within 70 minutes that the wrong pair was revoked',
  kinds(world, beforeWrong).join() === 'WrongPairRevoked,WrongPairRevoked',
);
show(world.aws.mailbox.slice(beforeWrong, beforeWrong + 1));
await world.runByHand('rollback');
claim('ops rolled back, and the application logs in again', await applicationLogsIn(world));
claim(
  'support was asked not to revoke the pair that is live again',
  kinds(world, beforeWrong).includes('RevocationWithdrawn'),
);

act('8. Nothing that was written contains a secret');
const written = [
  ...world.log,
  ...world.aws.mailbox.map(({ subject, body }) => subject + body),
  JSON.stringify(await world.stages()),
].join();
const parts = [first, second, third].flatMap(({ apiKey, apiSecret }) => [apiKey, apiSecret]);
claim(
  `${world.log.length} log lines, ${world.aws.mailbox.length} mails and all labels contain no key and no secret`,
  !parts.some((part) => written.includes(part)),
);

process.exitCode = end();

/** Both applications call the vendor. */
async function work(): Promise<void> {
  for (const application of [shop, office] satisfies Application[]) await application.work();
}

/** Hours pass, in each of which both applications work. */
async function pass(count: number): Promise<void> {
  for (let hour = 0; hour < count; hour += 1) {
    await world.clock.advance(hours(1));
    await work();
  }
}

function isUrgentRequest(mail: Mail | undefined): boolean {
  return mail?.attributes.notice === 'RevocationRequested' && mail.attributes.severity === 'urgent';
}

function kinds({ aws }: World, from = 0): readonly string[] {
  return aws.mailbox.slice(from).map(({ attributes }) => attributes.notice ?? '');
}

function pendingOf(stages: Readonly<Record<string, readonly string[]>>): string | undefined {
  return Object.keys(stages).find((versionId) => stages[versionId]?.includes('AWSPENDING'));
}

async function applicationLogsIn(given: World): Promise<boolean> {
  const { API_KEY: apiKey, API_SECRET: apiSecret } = JSON.parse(await given.live());
  return await logsIn(given, { apiKey, apiSecret });
}

async function logsIn({ octopus }: World, { apiKey, apiSecret }: ClearPair): Promise<boolean> {
  const body = JSON.stringify({ username: apiKey, password: apiSecret });
  const headers = { 'content-type': 'application/json' };
  return (await fetch(`${octopus.url}/auth/login`, { method: 'POST', headers, body })).ok;
}
