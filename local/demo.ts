import { styleText } from 'node:util';
import type { Mail } from './aws/sns/publish.ts';
import { days, minutes } from './clock.ts';
import { mailLines } from './mail-lines.ts';
import type { ClearPair } from './people.ts';
import { describeStack } from './stack/describe-stack.ts';
import { ensureAssembly } from './stack/synthesize.ts';
import { startWorld, type World } from './world.ts';

/** A story in the terminal. Every statement is checked; one that is untrue makes the demo fail. */
const first: ClearPair = { apiKey: 'test-key-alice-0001', apiSecret: 'secret-of-alice-0001' };
const second: ClearPair = { apiKey: 'test-key-alice-0002', apiSecret: 'secret-of-alice-0002' };
const third: ClearPair = { apiKey: 'test-key-alice-0003', apiSecret: 'secret-of-alice-0003' };

let untrue = 0;
const say = (text = ''): void => void process.stdout.write(`${text}\n`);
const paint = (style: 'bold' | 'green' | 'red' | 'dim', text: string): string =>
  styleText(style, text, { stream: process.stdout });
const act = (title: string): void => say(`\n${paint('bold', title)}`);

/** Prints a statement, and whether it is true. */
function claim(statement: string, isTrue: boolean): void {
  if (!isTrue) untrue += 1;
  say(isTrue ? `  ${paint('green', 'ok')}  ${statement}` : `  ${paint('red', 'UNTRUE')}  ${statement}`);
}

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
show(world, beforeYear, 1);

act('4. The second pair arrives, and the operator mistypes it');
const token = pendingOf(await world.stages()) ?? '';
await world.clearPending(token);
const beforeTypo = world.aws.mailbox.length;
await world.stage({ ...second, apiSecret: 'secret-of-alice-000Z' });
const refused = await world.rotate();
claim('the mistyped pair was refused, and the first pair is still live', (await world.live()).includes(first.apiKey));
claim('ops was notified of what is wrong', kinds(world, beforeTypo).join() === 'PairRefused');
show(world, beforeTypo);

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
  'support was asked to revoke the first pair, and ops was notified',
  kinds(world, beforeRight).join() === 'RevocationRequested,PairPromoted',
);
claim('nobody called logout, which would have cut off the application', world.octopus.logouts === 0);
show(world, beforeRight);

act('6. Support takes its time');
const beforeChase = world.aws.mailbox.length;
await world.clock.advance(days(4));
claim(
  'support and ops were reminded 1 and 3 days after the request',
  kinds(world, beforeChase).join() === Array(4).fill('RevocationOverdue').join(),
);
world.octopus.revoke(first.apiKey);
const beforeProof = world.aws.mailbox.length;
await world.clock.advance(days(1));
claim(
  'the first pair was refused while the second was accepted: the revocation is proved',
  kinds(world, beforeProof).join() === 'RevocationProved',
);
claim('the application still logs in', await applicationLogsIn(world));

act('7. The second pair leaks, and support revokes the wrong pair');
await world.stage(third, { reason: 'leak' });
await world.rotate();
claim('the third pair is live', (await world.live()).includes(third.apiKey));
claim('support was asked urgently to revoke the second pair', isUrgentRequest(world.aws.mailbox.at(-2)));
world.octopus.revoke(third.apiKey);
const beforeWrong = world.aws.mailbox.length;
await world.clock.advance(days(1));
claim(
  'support and ops were notified within a day that the wrong pair was revoked',
  kinds(world, beforeWrong).join() === 'WrongPairRevoked,WrongPairRevoked',
);
show(world, beforeWrong, 1);
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

say();
say(
  untrue === 0
    ? paint('green', 'Every statement above was checked and is true.')
    : paint('red', `Statements above that are not true: ${untrue}.`),
);
process.exitCode = untrue === 0 ? 0 : 1;

function isUrgentRequest(mail: Mail | undefined): boolean {
  return mail?.attributes.notice === 'RevocationRequested' && mail.attributes.severity === 'urgent';
}

function kinds({ aws }: World, from = 0): readonly string[] {
  return aws.mailbox.slice(from).map(({ attributes }) => attributes.notice ?? '');
}

/** Prints the mails since then, or the first of them. */
function show({ aws }: World, from: number, most = Infinity): void {
  for (const mail of aws.mailbox.slice(from, from + most)) {
    say();
    for (const line of mailLines(mail)) say(`  ${line.replace(/^\|/, paint('dim', '|'))}`);
  }
  say();
}

/** Prints each version with its labels. */
function table(title: string, stages: Readonly<Record<string, readonly string[]>>): void {
  say(`  labels ${title}`);
  for (const [versionId, labels] of Object.entries(stages)) {
    const short = labels.map((label) => label.replace(/^octopus\/([^/]+)\/.*/, '$1')).toSorted();
    say(`    ${versionId.slice(0, 8)}  ${short.join(' ')}`);
  }
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
