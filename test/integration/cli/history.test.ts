import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { days } from '../../../local/clock.ts';
import { alice, bob, operator, replaced, startCliWorld, typing } from './cli-world.ts';

const logGroup = (name: string) => `/aws/lambda/octopus-cards-sandbox-${name}`;

/** A world in which the first pair was replaced, asked for in vain, and is proved to be dead. */
async function aStory() {
  const world = await replaced();
  await world.clock.advance(days(1));
  await world.run(['watch']);
  world.octopus.revoke(alice.apiKey);
  await world.clock.advance(days(1));
  await world.run(['watch']);
  return world;
}

/** Version ids are new in each run: they are named in the order in which they appear. */
function withNamedVersions(lines: readonly string[]): string {
  const names = new Map<string, string>();
  const nameOf = (id: string) => {
    if (!names.has(id)) names.set(id, `version${names.size}`);
    return names.get(id) ?? '';
  };
  return lines.join('\n').replaceAll(/(?<![\w-])[\da-f]{8}(?=( {2}|$|[,.]))/gm, (id) => nameOf(id));
}

/** What `--json` prints, as docs/operating.md describes it. */
const entry = z.strictObject({
  at: z.iso.datetime({ precision: 3 }),
  what: z.string(),
  versionId: z.string(),
  maskedKey: z.string().nullable(),
  fingerprint: z
    .string()
    .regex(/^[\da-f]{12}$/)
    .nullable(),
  why: z.string().nullable(),
  knownBy: z.enum(['log', 'label', 'date']),
  function: z.enum(['rotate', 'watch', 'rollback']).nullable(),
  times: z.int().min(1),
  lastAt: z.iso.datetime({ precision: 3 }),
});
const says = z.string();
const versionIds = z.array(z.string()).min(1);
const missing = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('lines-not-kept'), before: z.iso.datetime({ precision: 3 }), says }),
  z.strictObject({ kind: z.literal('no-log-group'), function: z.enum(['rotate', 'watch', 'rollback']), says }),
  z.strictObject({ kind: z.literal('known-by-label'), count: z.int().min(1), versionIds, says }),
  z.strictObject({ kind: z.literal('known-by-date'), versionIds, says }),
  z.strictObject({ kind: z.literal('version-gone'), versionIds, says }),
  z.strictObject({ kind: z.literal('lines-not-readable'), count: z.int().min(1), says }),
]);
const schema = z.strictObject({
  environment: z.literal('sandbox'),
  credential: z.literal('api'),
  transitions: z.array(entry),
  missing: z.array(missing),
});

type World = Awaited<ReturnType<typeof startCliWorld>>;

const printed = async (world: World) => {
  const { out } = await world.run(['history', '--json']);
  expect(out).toHaveLength(1);
  return schema.parse(JSON.parse(out.join('')));
};

describe('octopus history', () => {
  it('is a table of the transitions, oldest first, at 80 columns', async () => {
    await using world = await aStory();
    const { exitCode, out, err } = await world.run(['history']);
    expect(withNamedVersions(out)).toMatchInlineSnapshot(`
      "Account 123456789012, region us-east-1, environment sandbox, credential api
      when (UTC)           what         pair                version   why
      2025-11-24 10:00:00  made         -                   version0  (date)
      2025-11-24 10:00:00  made         -                   version1  (date)
      2025-11-24 10:00:00  staged       …0001 5a3b8af4db8d  version2  scheduled
      2025-11-24 10:00:00  promoted     …0001 5a3b8af4db8d  version2  scheduled
      2025-11-24 11:00:00  staged       …0002 52abc41c31dc  version3  scheduled
      2025-11-24 11:00:00  due          …0001 5a3b8af4db8d  version2  scheduled
      2025-11-24 11:00:00  requested    …0001 5a3b8af4db8d  version2  scheduled
      2025-11-24 11:00:00  promoted     …0002 52abc41c31dc  version3  scheduled
      2025-11-25 23:00:00  chased       …0001 5a3b8af4db8d  version2  2 days
      2025-11-26 23:00:00  proved       …0001 5a3b8af4db8d  version2
      Only the date is known of 2 versions: version0, version1. A deployment, a refused rotation, or a value written manually makes such versions."
    `);
    expect({ exitCode, err }).toStrictEqual({ exitCode: 0, err: [] });
    expect(out.slice(0, -1).filter((line) => line.length > 80)).toStrictEqual([]);
  });

  it("reads no secret, and needs the operators' policy alone", async () => {
    await using world = await startCliWorld();
    await world.stage(alice);
    await world.rotate();
    await world.run(['history']);
    expect(world.operatorCalls()).toStrictEqual(['DescribeSecret', 'FilterLogEvents', 'ListSecretVersionIds']);
    const asked = world.aws.accesses.filter(({ accessKeyId }) => accessKeyId === operator);
    expect(asked.filter(({ allowed }) => !allowed)).toStrictEqual([]);
    expect(asked.filter(({ action }) => action === 'logs:FilterLogEvents')).toHaveLength(3);
  });

  it('prints the same as JSON and as CSV', async () => {
    await using world = await aStory();
    const { transitions } = await printed(world);
    const { exitCode, out, err } = await world.run(['history', '--csv']);
    expect(exitCode).toBe(0);
    expect(out.every((line) => line.endsWith('\r'))).toBe(true);
    const [header, ...rows] = out.map((line) => line.slice(0, -1).split(','));
    expect(rows.map((row) => Object.fromEntries(row.map((cell, index) => [header?.[index], cell])))).toEqual(
      transitions.map((one) =>
        Object.fromEntries(Object.entries(one).map(([key, value]) => [key, value === null ? '' : String(value)])),
      ),
    );
    expect(err[0]).toBe('Account 123456789012, region us-east-1, environment sandbox, credential api');
  });

  it('names functions as they are bundled', async () => {
    await using world = await startCliWorld({ functions: 'bundled' });
    await world.stage(alice);
    await world.rotate();
    const { transitions } = await printed(world);
    const ofLog = transitions.filter(({ knownBy }) => knownBy === 'log');
    expect(ofLog.map(({ what, maskedKey, why, function: name }) => [what, maskedKey, why, name])).toStrictEqual([
      ['staged', '…0001', 'scheduled', 'rotate'],
      ['promoted', '…0001', 'scheduled', 'rotate'],
    ]);
    expect(ofLog.every(({ at }) => at.startsWith('2025-11-24T10:00:'))).toBe(true);
  });

  it('a year later says that lines are gone, and shows from labels what they said', async () => {
    await using world = await aStory();
    await world.clock.advance(days(365));
    const { transitions, missing: gaps } = await printed(world);
    const promoted = transitions.filter(({ what }) => what === 'promoted');
    expect(promoted.map(({ at, knownBy }) => [at, knownBy])).toStrictEqual([
      ['2025-11-24T10:00:00.000Z', 'label'],
      ['2025-11-24T11:00:00.000Z', 'label'],
    ]);
    expect(gaps).toContainEqual({
      kind: 'lines-not-kept',
      before: world.clock.now().toISOString().replace('2026-', '2025-'),
      says: 'Log lines are kept for 365 days: of what happened before 2025-11-26 only labels and dates of versions are left, and a label holds only the last state.',
    });
    expect(gaps).toContainEqual(expect.objectContaining({ kind: 'known-by-label', count: 2 }));
  });

  it('says which function has no log group, and shows from labels what it did', async () => {
    await using world = await aStory();
    world.aws.logs.remove(logGroup('watch'));
    const { transitions, missing: gaps } = await printed(world);
    expect(transitions.filter(({ knownBy }) => knownBy === 'label').map(({ what }) => what)).toStrictEqual(['proved']);
    expect(gaps.map(({ kind }) => kind)).toStrictEqual(['no-log-group', 'known-by-label', 'known-by-date']);
  });

  it('finds its lines among thousands, over many pages, whatever else is among them', async () => {
    await using world = await startCliWorld();
    const write = (line: string) => world.aws.writeLog(logGroup('watch'), 'local', line);
    const transition = (fields: object) => JSON.stringify({ level: 'INFO', message: 'transition', ...fields });
    for (let count = 0; count < 2_000; count += 1) {
      write(transition({ credential: 'api', what: 'chased', versionId: 'one', why: `${count} days` }));
      write(transition({ credential: 'api-2', what: 'chased', versionId: 'two', why: `${count} days` }));
      write(JSON.stringify({ message: 'run done', credential: 'api' }));
      write(`{"message":"transition","credential":"api","what":"chased`);
    }
    write(transition({ credential: 'api', what: 'chased' }));
    const { transitions, missing: gaps } = await printed(world);
    const ofLog = transitions.filter(({ knownBy }) => knownBy === 'log');
    expect(ofLog.map(({ versionId, why }) => `${versionId} ${why}`)).toStrictEqual(
      Array.from({ length: 2_000 }, (_, count) => `one ${count} days`),
    );
    expect(gaps).toContainEqual(expect.objectContaining({ kind: 'version-gone', versionIds: ['one'] }));
    expect(gaps).toContainEqual(expect.objectContaining({ kind: 'lines-not-readable', count: 1 }));
    const pages = world.requests.filter(({ operation }) => operation === 'FilterLogEvents');
    expect(pages.length).toBeGreaterThan(16);
  });

  it('answers one line to whoever may not read the logs', async () => {
    await using world = await startCliWorld();
    const arn = 'arn:aws:iam::123456789012:user/operator';
    const policy = { Statement: { Effect: 'Allow', Action: 'secretsmanager:*', Resource: '*' } };
    world.aws.iam.addIdentity(operator, { arn, principalArn: arn, policies: [policy] });
    const { exitCode, err } = await world.run(['history']);
    expect(exitCode).toBe(1);
    expect(err).toStrictEqual([
      expect.stringMatching(
        /^octopus: you may not call logs:FilterLogEvents on arn:aws:logs:.*; ask for the policy of the stack's output OperatorPolicyArn$/,
      ),
    ]);
  });

  it('prints JSON or CSV, not both', async () => {
    await using world = await startCliWorld();
    const { exitCode, err } = await world.run(['history', '--json', '--csv']);
    expect({ exitCode, err }).toStrictEqual({
      exitCode: 2,
      err: ['octopus: history prints --json or --csv, not both'],
    });
  });
});

const timesGone = (lines: readonly string[]) =>
  lines.map((line) => line.replace(/\d\d:\d\d:\d\d/, '<time>').replace(/\(\d+ ms\)/, '(<n> ms)'));

/** From the next search on the group is as it was before the rotation; lines come back at the search of this number. */
function linesComeLate(world: World, search: number) {
  let searches = 0;
  world.aws.intercept = ({ operation }) => {
    if (operation !== 'FilterLogEvents') return 'pass';
    searches += 1;
    if (searches === 1) {
      world.aws.logs.remove(logGroup('rotate'));
      world.aws.logs.add(logGroup('rotate'), 365);
    }
    if (searches === search) for (const line of world.log) world.aws.writeLog(logGroup('rotate'), 'local', line);
    return 'pass';
  };
}

describe('--log', () => {
  it("of stage shows the function's lines of this rotation after the outcome", async () => {
    await using world = await startCliWorld();
    const { out } = await world.run(['stage', '--log'], typing(alice));
    const from = out.findIndex((line) => line.startsWith('What the function wrote'));
    expect(timesGone(out.slice(from))).toMatchInlineSnapshot(`
      [
        "What the function wrote (UTC):",
        "  <time>  staged …0001 5a3b8af4db8d scheduled",
        "  <time>  createSecret Accepted (<n> ms)",
        "  <time>  setSecret NothingToSet (<n> ms)",
        "  <time>  testSecret Accepted (<n> ms)",
        "  <time>  promoted …0001 5a3b8af4db8d scheduled",
        "  <time>  finishSecret Promoted (<n> ms)",
      ]
    `);
    expect(world.operatorCalls()).not.toContain('GetSecretValue');
  });

  it('of rotate shows why it was refused, and prints the same as JSON', async () => {
    await using world = await startCliWorld({ replayDelaysMs: [] });
    await world.stage(bob);
    world.octopus.revoke(bob.apiKey);
    const { out } = await world.run(['rotate', '--log', '--json']);
    const reported = JSON.parse(out.join(''));
    expect(reported).toMatchObject({ outcome: 'refused', verdict: 'Rejected' });
    expect(reported.log).toContainEqual({
      at: expect.any(String),
      message: 'rotation step failed',
      step: 'createSecret',
      verdict: 'Rejected',
      reason: expect.any(String),
      durationMs: expect.any(Number),
    });
    expect(reported.log).toContainEqual({
      at: expect.any(String),
      message: 'transition',
      what: 'refused',
      why: 'Rejected',
      maskedKey: expect.stringMatching(/^…/),
      fingerprint: expect.any(String),
    });
  });

  it('waits for lines that come late', async () => {
    await using world = await startCliWorld();
    await world.stage(alice);
    linesComeLate(world, 3);
    const { out } = await world.run(['rotate', '--log']);
    expect(out).toContain('What the function wrote (UTC):');
    expect(out.at(-1)).toMatch(/finishSecret Promoted/);
  });

  it('waits for 20 seconds at most, and says that nothing has arrived yet', async () => {
    await using world = await startCliWorld();
    await world.stage(alice);
    linesComeLate(world, Number.POSITIVE_INFINITY);
    const began = world.clock.now().getTime();
    const { exitCode, out } = await world.run(['rotate', '--log']);
    expect(world.clock.now().getTime() - began).toBeLessThan(30_000);
    expect({ exitCode, last: out.slice(-3) }).toStrictEqual({
      exitCode: 0,
      last: [
        'No log line of this rotation has arrived yet.',
        'CloudWatch Logs shows a line some time after it was written. Try in a minute:',
        '  aws logs tail /aws/lambda/octopus-cards-sandbox-rotate --since 1h',
      ],
    });
  });

  it('is refused where nothing is rotated, before anybody is asked for a pair', async () => {
    await using world = await startCliWorld();
    const { exitCode, err } = await world.run(['stage', '--no-rotate', '--log']);
    expect({ exitCode, err }).toStrictEqual({
      exitCode: 2,
      err: ['octopus: --log shows a rotation, and with --no-rotate there is none'],
    });
    expect(world.operatorCalls()).toStrictEqual([]);
  });

  it('says that the log may not be read, and keeps the outcome', async () => {
    await using world = await startCliWorld();
    await world.stage(alice);
    const arn = 'arn:aws:iam::123456789012:user/operator';
    const policy = { Statement: { Effect: 'Allow', Action: ['secretsmanager:*', 'lambda:*'], Resource: '*' } };
    world.aws.iam.addIdentity(operator, { arn, principalArn: arn, policies: [policy] });
    const { exitCode, out, err } = await world.run(['rotate', '--log', '--json']);
    expect({ exitCode, log: JSON.parse(out.join('')).log }).toStrictEqual({ exitCode: 0, log: [] });
    expect(err.at(-1)).toMatch(/^The log of the rotation could not be read: you may not call logs:FilterLogEvents on /);
  });

  it('says that there is no log, and keeps the outcome', async () => {
    await using world = await startCliWorld();
    await world.stage(alice);
    world.aws.logs.remove(logGroup('rotate'));
    const gone = await world.run(['rotate', '--log']);
    expect(gone.exitCode).toBe(0);
    expect(gone.out.at(-1)).toBe(
      'There is no log group /aws/lambda/octopus-cards-sandbox-rotate, so it is not known what the function did.',
    );
  });
});
