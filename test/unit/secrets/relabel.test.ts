import { describe, expect, it } from 'vitest';
import type { Case } from '../../../lambda/secrets/cases.ts';
import { differs, relabel } from '../../../lambda/secrets/relabel.ts';
import { createSecretStore, type SecretStore } from '../../../lambda/secrets/secret-store.ts';
import { parseStateLabel, type StateLabel } from '../../../lambda/secrets/state-label.ts';
import { anAws, aSecret } from '../../local/aws/an-aws.ts';
import { casesIn, fingerprintOf, inShort, spelled, type Versions, viewWith } from './shorthand.ts';

const [first, second] = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222'] as const;
const labelOf = (text: string, versionId: string): string => spelled(text, { versionId, pair: 'a' });

function stateFrom(text: string, versionId: string): StateLabel {
  const label = parseStateLabel(labelOf(text, versionId));
  if (label === undefined) throw new Error(text);
  return label;
}

const caseIn = (versions: Versions): Case => {
  const one = casesIn(versions).find(({ pair }) => pair === fingerprintOf('a'));
  if (one === undefined) throw new Error('no case');
  return one;
};

/** A secret with the labels, and a store on it whose writes are kept in short. */
async function labelled(labels: Readonly<Record<typeof first | typeof second, readonly string[]>>) {
  const world = await anAws();
  const secret = await aSecret(world, { token: first });
  await secret.put('second', ['next'], second);
  for (const versionId of [first, second] as const) {
    for (const label of labels[versionId])
      await secret.stage(labelOf(label, versionId), { MoveToVersionId: versionId });
  }
  const store = createSecretStore(world.secretsManager, 'pair');
  const view = await store.describe();
  const one = caseIn({ [first]: [['AWSCURRENT', ...labels[first]], 'a'], [second]: [labels[second], 'a'] });
  const writes: string[] = [];
  const short = (label: string) => inShort(parseStateLabel(label) ?? stateFrom(label, first));
  const watched: SecretStore = {
    ...store,
    async attach(label, versionId) {
      writes.push(`+ ${short(label)} ${versionId[0]}`);
      await store.attach(label, versionId);
    },
    async detach(label, versionId) {
      writes.push(`- ${short(label)} ${versionId[0]}`);
      await store.detach(label, versionId);
    },
  };
  return {
    ...world,
    store,
    writes,
    relabels: (to: string | undefined, versionId: string = first) =>
      relabel(watched, view, { one, to: to === undefined ? undefined : stateFrom(to, versionId) }),
    ours: async () =>
      Object.entries(await secret.stages()).flatMap(([id, texts]) =>
        texts.flatMap((text) => (parseStateLabel(text) === undefined ? [] : [`${short(text)} ${id[0]}`])),
      ),
  };
}

describe('a case gets its new label', () => {
  it.each<[what: string, first: string[], second: string[], to: string | undefined, writes: string[]]>([
    ['where it has none', [], [], 'live at=now', ['+ live at=now 1']],
    [
      'where another of its versions has one',
      [],
      ['due at=june'],
      'live at=now',
      ['+ live at=now 1', '- due at=june 2'],
    ],
    ['in the place of the one before', ['live at=june'], [], 'due at=now', ['+ due at=now 1', '- live at=june 1']],
    ['which is there already', ['due at=june', 'live at=now'], [], 'live at=now', ['- due at=june 1']],
    [
      'before any other is removed, and the one in force is removed last',
      ['live at=june', 'live at=early'],
      ['requested at=january'],
      'due at=now',
      ['+ due at=now 1', '- live at=early 1', '- requested at=january 2', '- live at=june 1'],
    ],
    ['and there is nothing to do where it is all there is', ['live at=june'], [], 'live at=june', []],
    [
      'of none, and the one in force is removed last',
      ['live at=june'],
      ['requested at=january'],
      undefined,
      ['- requested at=january 2', '- live at=june 1'],
    ],
  ])('%s', async (_, ofFirst, ofSecond, to, writes) => {
    await using world = await labelled({ [first]: ofFirst, [second]: ofSecond });
    const after = await world.relabels(to);
    expect(world.writes).toEqual(writes);
    expect(after).toEqual(await world.store.describe());
    expect(await world.ours()).toEqual(to === undefined ? [] : [`${to} 1`]);
  });

  it('in another version than that of the one before', async () => {
    await using world = await labelled({ [first]: ['live at=june'], [second]: [] });
    await world.relabels('due at=now', second);
    expect(await world.ours()).toEqual(['due at=now 2']);
  });
});

describe('a case differs from a label', () => {
  const to = stateFrom('due at=june', 'old');
  it.each<[what: string, versions: Versions, to: StateLabel | undefined, expected: boolean]>([
    ['that is all it carries', { old: [['due at=june'], 'a'] }, to, false],
    ['that is not in it', { old: [['due at=now'], 'a'] }, to, true],
    ['that is one of two', { old: [['live at=january', 'due at=june'], 'a'] }, to, true],
    ['that one of its versions carries', { old: [['due at=june'], 'a'], twin: [['due at=june'], 'a'] }, to, true],
    ['that another version carries', { twin: [['due at=june'], 'a'] }, to, true],
    ['of none, while it carries one', { old: [['due at=june'], 'a'] }, undefined, true],
    ['of none, where it carries none', { old: [['AWSPREVIOUS'], 'a'] }, undefined, false],
  ])('%s', (_, versions, label, expected) => {
    expect(differs(caseIn(versions), label)).toBe(expected);
  });

  it('whose text a person has written in another order', () => {
    const written = labelOf('due at=june live=june', 'old');
    const byHand = written.replace(/(\/at=[^/]*)(\/live=[^/]*)/, '$2$1');
    const one = caseIn({ old: [[byHand], 'a'] });
    expect(viewWith({ old: [[byHand], 'a'] }).stages.old).toEqual([byHand]);
    expect([differs(one, stateFrom('due at=june live=june', 'old')), one.labels.length]).toEqual([true, 1]);
  });
});
