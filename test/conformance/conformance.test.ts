import * as sdk from '@aws-sdk/client-secrets-manager';
import { describe, expect, it } from 'vitest';
import { anAws } from '../local/aws/an-aws.ts';
import { motoIsThere, startMoto } from '../support/moto.ts';
import { type Judgement, judgeMoto, judgeOurs } from './judge.ts';
import { printed } from './print.ts';
import { askedRows, notModelled } from './report.ts';
import { missingOperations } from './rows/not-modelled.ts';
import { rows } from './rows.ts';

describe('the local AWS answers as AWS does', () => {
  it.each(askedRows)('$operation $fact', async (row) => {
    expect(await judgeOurs(row)).toEqual({ kind: 'holds' });
  });

  it.each(missingOperations)('$operation is not modelled, and says so', async ({ operation }) => {
    await using world = await anAws();
    const headers = {
      'x-amz-target': `secretsmanager.${operation}`,
      'content-type': 'application/x-amz-json-1.1',
    };
    const response = await fetch(world.aws.url, { method: 'POST', headers, body: '{}' });
    expect([response.status, await response.json()]).toMatchObject([
      501,
      { message: `secretsmanager:${operation} is not modelled by the local AWS` },
    ]);
  });
});

it('names every operation of Secrets Manager, as one that is asked or one that is not modelled', () => {
  const named = new Set(rows.map(({ operation }) => operation));
  const commands = Object.keys(sdk).filter((name) => /^[A-Z]\w+Command$/.test(name));
  const operations = commands.map((name) => name.replace(/Command$/, ''));
  expect(operations.filter((operation) => !named.has(operation))).toEqual([]);
});

it('says each fact once', () => {
  const facts = rows.map(({ operation, fact }) => `${operation} ${fact}`);
  expect(facts).toHaveLength(new Set(facts).size);
});

const hasMoto = motoIsThere();
if (!hasMoto) process.stdout.write('skipped: no moto_server on PATH to compare the local AWS with\n');

it.runIf(hasMoto)('moto can be asked the same questions', { timeout: 60_000 }, async () => {
  using moto = await startMoto();
  const judgements: Judgement[] = [];
  for (const row of askedRows) judgements.push(await judgeMoto(row, moto));
  const count = (kind: string) => judgements.filter((judgement) => judgement.kind === kind).length;
  process.stdout.write(`moto holds ${count('holds')} of ${askedRows.length} facts: npm run conformance\n`);
  expect(count('holds')).toBeGreaterThan(0);
  expect(count('skipped')).toBe(askedRows.filter(({ kind }) => kind === 'running').length);
});

it('prints what differs below the table, in less than 100 columns', () => {
  const row = { operation: 'GetSecretValue', fact: 'reads', source: 'recorded' };
  const text = printed({
    date: '2026-01-01T00:00:00.000Z',
    versions: {},
    rows: [
      { ...row, ours: 'holds', moto: 'differs', note: `moto answers ${'long '.repeat(30)}` },
      { ...row, ours: 'holds', moto: 'skipped', note: 'moto: skipped: no moto_server on PATH' },
    ],
    notModelled,
  });
  expect(text).toContain('ours: holds 2 of 2 facts\nmoto: differs 1, skipped 1 of 2 facts');
  expect(text).toContain('Where they differ\n  GetSecretValue reads\n      moto answers long');
  expect(Math.max(...text.split('\n').map(({ length }) => length))).toBeLessThan(100);
});
