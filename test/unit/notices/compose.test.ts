import { describe, expect, it } from 'vitest';
import { compose } from '../../../lambda/notices/compose.ts';
import { forwardToSupport } from '../../../lambda/notices/forward-to-support.ts';
import { type Audience, audiences, type Message, type Notice, type Severity } from '../../../lambda/notices/notice.ts';
import { everyNotice, requested, variants } from './every-notice.ts';

const show = ({ severity, subject, body }: Message): string => `${severity}\n${subject}\n\n${body}`;

const sent = variants.flatMap(([, notice]) => Object.values(compose(notice)));
const support = variants.flatMap(([name, notice]) => {
  const message = compose(notice).support;
  return message === undefined ? [] : [[name, message] as const];
});

const messages = variants.flatMap(([name, notice]) =>
  audiences.flatMap((audience) => {
    const message = compose(notice)[audience];
    return message === undefined ? [] : [[name, audience, message] as const];
  }),
);

it.each(messages)('%s > to %s', (_name, _audience, message) => {
  expect(show(message)).toMatchSnapshot();
});

describe('every notice', () => {
  it('has a subject that SNS takes and that names the environment', () => {
    for (const { subject } of sent) {
      expect(subject).toMatch(/^\[octopus-cards production\] [\x20-\x7e]+$/);
      expect(subject.length).toBeLessThan(100);
    }
  });

  it('has its whole subject under the longest name, but for the end of a verdict', () => {
    const named = variants.map(([, notice]) => ({ ...notice, credential: 'c'.repeat(40) }));
    const subjects = named
      .filter(({ kind }) => kind !== 'PairRefused')
      .flatMap((notice) => Object.values(compose(notice)));
    expect(subjects.map(({ subject }) => subject).filter(({ length }) => length >= 99)).toEqual([]);
  });

  it('keeps to 72 columns, but for commands, which nobody may break', () => {
    const long = sent.flatMap(({ body }) => body.split('\n')).filter((line) => line.length > 72);
    expect(long.filter((line) => !line.includes('npm run octopus'))).toEqual([]);
  });

  it('says first what happened, and then what to do as numbered lines', () => {
    for (const { body } of sent) {
      if (!body.includes('What to do')) continue;
      expect(body).toMatch(/^[A-Za-z][^\n]+\n(.*\n)*\nWhat to do\n\n1\. \S/);
    }
  });

  it('leaves no hole where something is not known', () => {
    expect(sent.filter(({ body, subject }) => /undefined|NaN|null|\[object/.test(subject + body))).toEqual([]);
  });
});

/** The audiences of each notice, with the severities that its variants have. Nobody else is notified. */
it.each<[Notice['kind'], Partial<Record<Audience, readonly Severity[]>>]>([
  ['RotationDue', { ops: ['action'] }],
  ['PairRefused', { ops: ['action'] }],
  ['PairPromoted', { ops: ['info'] }],
  ['RevocationRequested', { support: ['action', 'urgent'] }],
  ['RevocationOverdue', { support: ['action', 'urgent'], ops: ['action'] }],
  ['RevocationWithdrawn', { support: ['urgent'], ops: ['info'] }],
  ['RevocationProved', { ops: ['info'] }],
  ['WrongPairRevoked', { support: ['urgent'], ops: ['urgent'] }],
  ['LivePairDead', { ops: ['urgent'] }],
  ['LiveValueBroken', { ops: ['urgent'] }],
  ['LivePairRecovered', { ops: ['info'] }],
  ['RotationStuck', { ops: ['action'] }],
  ['WatchInconclusive', { ops: ['action'] }],
  ['RolledBack', { ops: ['action'] }],
])('%s notifies %j, and nobody else, in each of its variants', (kind, expected) => {
  const composed = Object.values(everyNotice[kind]).map(compose);
  const reached = composed.map((each) => audiences.filter((audience) => each[audience] !== undefined));
  expect(new Set(reached.map(String))).toEqual(new Set([Object.keys(expected).join()]));
  const severitiesFor = (audience: Audience) =>
    [...new Set(composed.flatMap((each) => each[audience]?.severity ?? []))].toSorted();
  const severities = audiences.flatMap((audience) =>
    audience in expected ? [[audience, severitiesFor(audience)] as const] : [],
  );
  expect(Object.fromEntries(severities)).toEqual(expected);
});

describe('what support reads', () => {
  it.each(support)('%s: has no word of AWS, and none of ours', (_, { subject, body }) => {
    expect(`${subject} ${body}`).not.toMatch(
      /AWS|amazon|lambda|secrets? manager|secret version|SNS|cloud|intake|label|version|rotat|roll|stag(e|ing)|promot/i,
    );
    expect(body).not.toMatch(/npm run|credential|verdict|notice|login|egress|\.md|\bops\b/i);
  });

  it.each(support)('%s: greets, and names the account', (_, { body }) => {
    expect(body).toMatch(/^Hello, /);
    expect(body).toMatch(/account {2,}client id 42, production/);
  });

  it.each(support)('%s: never marks one pair in two ways', (_, { body }) => {
    const marks = [...body.matchAll(/^ {2}(REVOKE|KEEP|RESTORE|DO NOT REVOKE) +.*fingerprint (\w+)/gm)];
    expect(new Set(marks.map(([, , fingerprint]) => fingerprint)).size).toBe(marks.length);
  });

  it.each(['keys that end alike', 'keys not shown', 'one key not shown'])(
    'asks before anything is done to %s',
    (name) => {
      const notice = everyNotice.WrongPairRevoked[name];
      expect(notice && compose(notice).support?.body).toMatch(
        /1\. The parts of the keys that we show may be the same for both pairs/,
      );
    },
  );

  it('reaches ops, ready to forward, while support has not confirmed', () => {
    const message = compose(requested).support;
    expect(message && show(forwardToSupport(requested, message))).toMatchSnapshot();
  });
});

it.each<[Notice['kind'], variant: string, commands: readonly string[]]>([
  ['RotationDue', 'nothing staged', ['stage']],
  ['RotationDue', '30 days left', ['stage']],
  ['RotationDue', '30 days left, a pair is staged', ['rotate', 'stage']],
  ['RotationDue', 'no pair yet, one is staged', ['rotate', 'stage']],
  ['RevocationOverdue', 'after a week', []],
  ['WrongPairRevoked', 'keys shown', ['rollback']],
  ['LivePairDead', 'has logged in before', ['rollback', 'stage']],
  ['LiveValueBroken', '', ['rollback', 'stage']],
  ['RotationStuck', 'a pair was accepted', ['unstick', 'rotate']],
  ['RotationStuck', 'nothing to take', ['unstick', 'stage']],
  ['WatchInconclusive', 'our address is blocked', ['watch']],
  ['RolledBack', '', ['stage']],
])('%s (%s) gives ops the commands %j', (kind, variant, commands) => {
  const body = compose(everyNotice[kind][variant] as Notice).ops?.body ?? '';
  const given = [...body.matchAll(/npm run octopus -- (\w+) --environment production --credential api$/gm)];
  expect(given.map(([, name]) => name)).toEqual(commands);
});
