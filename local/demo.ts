import { styleText } from 'node:util';
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

/** Says something, after looking whether it is so. */
function claim(statement: string, isTrue: boolean): void {
  if (!isTrue) untrue += 1;
  say(isTrue ? `  ${paint('green', 'ok')}  ${statement}` : `  ${paint('red', 'UNTRUE')}  ${statement}`);
}

const { directory, isNew } = await ensureAssembly();
await using world = await startWorld({ assembly: directory, functions: 'bundled' });
const { clientId = 42 } = world;
world.octopus.addAccount({ clientId });
for (const pair of [first, second, third]) world.octopus.issuePair(clientId, pair);
say('A rotation of a credential that a person issues, on this machine alone: a local');
say(`AWS (${world.aws.url}), a local Octopus API (${world.octopus.url}), a`);
say('clock that moves, and the stack that "cdk deploy" would make:');
say();
for (const line of describeStack(world, isNew)) say(`  ${line}`);

act('1. Day one: the stack is deployed, no pair is there yet');
claim(
  'the secret holds a placeholder that nobody can mistake for a pair',
  (await world.live()).includes('awaiting-first-pair'),
);
claim('deploying rotated nothing and mailed nobody', world.aws.mailbox.length === 0);

act('2. The account manager mails the first pair; an operator stages it');
await world.stage(first);
await world.rotate();
claim('the first pair is live', (await world.live()).includes(first.apiKey));
claim('the application logs in with what it reads from the secret', await applicationLogsIn(world));
claim('nobody is asked to revoke anything: there was no pair before', kinds(world).join() === 'PairPromoted');

act('3. A year passes. A watch looks at the pair on each day');
const beforeYear = world.aws.mailbox.length;
await world.clock.advance(days(366));
claim(
  'the scheduled rotation found nothing and promoted nothing: no false compliance',
  (await world.live()).includes(first.apiKey),
);
claim(
  'ops was asked for a new pair 60, 30, 14, 7, 1 and 0 days before the twelve months were over',
  kinds(world, beforeYear).join() === Array(6).fill('RotationDue').join(),
);
show(world, beforeYear, 1);

act('4. The pair arrives and is mistyped');
const token = pendingOf(await world.stages()) ?? '';
await world.clearPending(token);
const beforeTypo = world.aws.mailbox.length;
await world.stage({ ...second, apiSecret: 'secret-of-alice-000Z' });
const refused = await world.rotate();
claim('it was refused before it could become pending, and nothing moved', (await world.live()).includes(first.apiKey));
claim('ops was told what is wrong', kinds(world, beforeTypo).join() === 'PairRefused');
show(world, beforeTypo);

act('5. The right pair is staged; the same rotation takes it at its next try');
table('before', await world.stages());
const beforeRight = world.aws.mailbox.length;
await world.stage(second);
await world.clock.advance(minutes(10));
const after = await world.stages();
table('after', after);
claim('the new pair is live, as the version of that rotation', (after[refused] ?? []).includes('AWSCURRENT'));
claim('the application logs in with it', await applicationLogsIn(world));
claim('the old pair still works: only a person can revoke it', await logsIn(world, first));
claim(
  'support was asked to, and ops was told',
  kinds(world, beforeRight).join() === 'RevocationRequested,PairPromoted',
);
claim('nobody ever called logout, which would have cut off the application', world.octopus.logouts === 0);
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
  'the watch saw the old pair refused and the new one accepted: proved',
  kinds(world, beforeProof).join() === 'RevocationProved',
);
claim('the application never noticed', await applicationLogsIn(world));

act('7. A leak, and support revokes the wrong pair');
await world.stage(third, { reason: 'leak' });
await world.rotate();
claim('the third pair is live, and support was asked urgently', kinds(world).at(-2) === 'RevocationRequested');
world.octopus.revoke(third.apiKey);
const beforeWrong = world.aws.mailbox.length;
await world.clock.advance(days(1));
claim(
  'support and ops were told at once that it was the wrong pair',
  kinds(world, beforeWrong).join() === 'WrongPairRevoked,WrongPairRevoked',
);
show(world, beforeWrong, 1);
await world.runByHand('rollback');
claim('ops rolled back: the application logs in again', await applicationLogsIn(world));
claim(
  'support was told not to revoke the pair that is live again',
  kinds(world, beforeWrong).includes('RevocationWithdrawn'),
);

act('8. No secret in anything that was written');
const written = [
  ...world.log,
  ...world.aws.mailbox.map(({ subject, body }) => subject + body),
  JSON.stringify(await world.stages()),
].join();
const parts = [first, second, third].flatMap(({ apiKey, apiSecret }) => [apiKey, apiSecret]);
claim(
  `${world.log.length} log lines, ${world.aws.mailbox.length} mails and all labels hold no key and no secret`,
  !parts.some((part) => written.includes(part)),
);

say();
say(
  untrue === 0
    ? paint('green', 'Every statement above was checked and is true.')
    : paint('red', `${untrue} statement(s) untrue.`),
);
process.exitCode = untrue === 0 ? 0 : 1;

function kinds({ aws }: World, from = 0): readonly string[] {
  return aws.mailbox.slice(from).map(({ attributes }) => attributes.notice ?? '');
}

/** The mails since then, as they arrive, or the first of them. */
function show({ aws }: World, from: number, most = Infinity): void {
  for (const mail of aws.mailbox.slice(from, from + most)) {
    say();
    for (const line of mailLines(mail)) say(`  ${line.replace(/^\|/, paint('dim', '|'))}`);
  }
  say();
}

/** The version labels as a small table. */
function table(title: string, stages: Readonly<Record<string, readonly string[]>>): void {
  say(`  labels ${title}`);
  for (const [versionId, labels] of Object.entries(stages)) {
    const short = labels.map((label) => label.replace(/^octopus:(\S+?),.*/, '$1')).toSorted();
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
