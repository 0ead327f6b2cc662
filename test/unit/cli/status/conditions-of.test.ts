import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Condition } from '../../../../cli/status/condition.ts';
import { conditionsOf } from '../../../../cli/status/conditions-of.ts';
import { explainCondition } from '../../../../cli/status/explain-condition.ts';
import { refusingVerdicts } from '../../../../lambda/intake/refusing-verdict.ts';
import { aView } from '../a-view.ts';
import { cases, empty, holding, now, pendingEmpty, pendingTaken, type Stages, well } from './status-cases.ts';

const operating = readFileSync(new URL('../../../../docs/operating.md', import.meta.url), 'utf8');

function conditions(credential: Stages, intake: Stages = empty, rotationEnabled = true) {
  return conditionsOf({ credential: aView(credential, { rotationEnabled }), intake: aView(intake) }, now);
}
const phrases = (...given: Parameters<typeof conditions>) =>
  conditions(...given).map((condition) => explainCondition(condition).phrase);

/** The compiler finds the one that is missing. */
const every: Readonly<Record<Condition['kind'], true>> = {
  'wrong-pair-revoked': true,
  'live-pair-dead': true,
  'value-broken': true,
  inconclusive: true,
  'rollback-cut-off': true,
  'rotation-off': true,
  unproven: true,
  unreconciled: true,
  fresh: true,
  'pair-refused': true,
  stuck: true,
  'pair-staged': true,
  rotating: true,
  'waiting-for-a-pair': true,
  'waiting-for-the-first-pair': true,
  overdue: true,
  due: true,
  'rolled-back': true,
  'revocation-outstanding': true,
  'revocation-to-come': true,
};

describe('the conditions of a credential', () => {
  it.each(Object.entries(cases))('%s', (_, { credential, intake, says, needsPerson }) => {
    const all = conditions(credential, intake);
    expect(all.map((condition) => explainCondition(condition).phrase)).toStrictEqual(says);
    expect(all.some((condition) => explainCondition(condition).needsPerson)).toBe(needsPerson);
  });

  it.each(refusingVerdicts.filter((verdict) => verdict !== 'AlreadyLive'))('a staged pair that is %s', (verdict) => {
    const first = conditions(pendingEmpty, holding(verdict))[0];
    expect(first).toStrictEqual({ kind: 'pair-refused', verdict, during: 'createSecret' });
    expect(conditions(well, holding(verdict))[0]).toStrictEqual(first);
    expect(conditions(pendingTaken, holding(verdict))[0]).toMatchObject({ during: 'testSecret' });
  });

  it('with rotation turned off', () => {
    expect(phrases(well, empty, false)).toStrictEqual(['rotation turned off']);
  });

  it('are all met above', () => {
    const met = Object.values(cases).flatMap(({ credential, intake }) => conditions(credential, intake));
    const kinds = new Set([...met.map(({ kind }) => kind), 'pair-refused', 'rotation-off']);
    expect([...kinds].toSorted()).toStrictEqual(Object.keys(every).toSorted());
  });

  it.each(Object.keys(every))('%s has its row in docs/operating.md', (kind) => {
    expect(operating).toMatch(new RegExp(`^\\| \`.*\` +\\| \`${kind}\` +\\| \\S`, 'm'));
  });

  it.each(Object.entries(cases))('%s is said within the columns of the table', (_, { credential, intake }) => {
    for (const condition of conditions(credential, intake)) {
      const { phrase, todo } = explainCondition(condition);
      expect([phrase.length <= 33, todo.length <= 68]).toStrictEqual([true, true]);
    }
  });
});
