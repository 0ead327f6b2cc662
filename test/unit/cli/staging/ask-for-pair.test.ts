import { describe, expect, it } from 'vitest';
import { CommandError } from '../../../../cli/command-line/command-error.ts';
import { askForPair, type Extras } from '../../../../cli/staging/ask-for-pair.ts';
import { leaks, recordingTerminal, type Script } from '../recording-terminal.ts';

const apiKey = 'key-of-alice-0001';
const apiSecret = 'secret-of-alice-0001';
const json = (document: object) => ({ stdin: JSON.stringify(document) });

async function ask(script: Script, extras: Partial<Extras> = {}) {
  const recorded = recordingTerminal(script);
  try {
    return {
      ...recorded,
      pair: await askForPair(recorded.terminal, { reason: undefined, note: undefined, ...extras }),
      error: undefined,
    };
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    return { ...recorded, pair: undefined, error };
  }
}

describe('askForPair', () => {
  it('asks a person for both, hidden', async () => {
    const { pair, asked } = await ask({ hidden: [apiKey, apiSecret] });
    expect(asked).toStrictEqual(['API key (hidden):', 'API secret (hidden):']);
    expect(JSON.parse(pair?.document ?? '')).toStrictEqual({
      API_KEY: apiKey,
      API_SECRET: apiSecret,
      reason: 'scheduled',
    });
    expect(pair?.lengths).toStrictEqual({ key: 17, secret: 20 });
  });

  it('reads one JSON document when stdin is no terminal', async () => {
    const { pair, asked } = await ask(
      json({ API_KEY: apiKey, API_SECRET: apiSecret, reason: 'leak', note: 'by post' }),
    );
    expect(asked).toStrictEqual([]);
    expect(pair?.staged).toMatchObject({ reason: 'leak', note: 'by post' });
  });

  it('takes reason and note from the command line', async () => {
    const { pair } = await ask({ hidden: [apiKey, apiSecret] }, { reason: 'departure', note: 'Bob left' });
    expect(pair?.staged).toMatchObject({ reason: 'departure', note: 'Bob left' });
  });

  it('says what it cleaned, and does not quote it', async () => {
    const { pair, all, out } = await ask({ hidden: [` ${apiKey}\u00a0`, `\u201c${apiSecret}\u201d`] });
    expect(out).toStrictEqual([
      'Cleaned the API key: removed white space around it.',
      'Cleaned the API secret: removed typographic quotes around it.',
    ]);
    expect(JSON.parse(pair?.document ?? '')).toMatchObject({ API_KEY: apiKey, API_SECRET: apiSecret });
    expect(leaks(all(), [apiKey, apiSecret])).toBe(false);
  });

  it.each([
    ['nothing', { stdin: ' \n' }, /^stdin is empty; run it in a terminal to be asked, or pipe \{/],
    ['no JSON', { stdin: `API_KEY=${apiKey}` }, /^stdin is not one JSON object; expected \{/],
    ['JSON cut off', { stdin: `{"API_KEY":"${apiKey}"` }, /^stdin is not one JSON object/],
    ['a list', { stdin: JSON.stringify([apiKey, apiSecret]) }, /^stdin is not one JSON object/],
    ['two documents', { stdin: '{}\n{}' }, /^stdin is not one JSON object/],
    ['too much', { stdin: 'x'.repeat(64 * 1024 + 1) }, /^stdin is longer than 64 kB/],
    [
      'a key too many',
      json({ API_KEY: apiKey, API_SECRET: apiSecret, [apiSecret]: 1 }),
      /^it has 1 key\(s\) other than API_KEY/,
    ],
    ['no secret', json({ API_KEY: apiKey }), /^API_SECRET is missing/],
    ['a number', json({ API_KEY: 1, API_SECRET: apiSecret }), /^API_KEY is not a string/],
    ['an unknown reason', json({ API_KEY: apiKey, API_SECRET: apiSecret, reason: apiKey }), /^reason is not one of/],
    [
      'the pair in the note',
      json({ API_KEY: apiKey, API_SECRET: apiSecret, note: `it is ${apiSecret}` }),
      /^note contains/,
    ],
    [
      'a cleaned pair in the note',
      json({ API_KEY: `${apiKey} `, API_SECRET: apiSecret, note: apiKey }),
      /^note contains/,
    ],
    ['the same twice', { hidden: [apiKey, ` ${apiKey}`] }, /^API_KEY and API_SECRET are the same/],
    ['an empty prompt', { hidden: [apiKey, ''] }, /^API_SECRET is empty/],
    ['white space inside', { hidden: ['two words', apiSecret] }, /^API_KEY contains white space/],
    [
      'a quote inside',
      { hidden: [apiKey, 'a\u201cb'] },
      /^API_SECRET contains a character that is not printable ASCII/,
    ],
    ['4,097 characters', { hidden: [apiKey, 'x'.repeat(4097)] }, /^API_SECRET is longer than 4096 characters/],
  ] as const)('refuses %s in one line that quotes nothing', async (_, script, line) => {
    const { error, all } = await ask(script);
    expect(error?.name).toBe('Usage');
    expect(error?.message).toMatch(line);
    expect(error?.message).not.toContain('\n');
    expect(leaks(`${error?.message}${all()}`, [apiKey, apiSecret])).toBe(false);
  });

  it('does not read a document from a terminal when the prompts would go into a file', async () => {
    const { error } = await ask({ nobodyToAsk: true });
    expect(error?.message).toMatch(/^prompts need a terminal on stderr; do not redirect it, or pipe \{/);
  });

  it('refuses a reason that is given twice', async () => {
    const script = json({ API_KEY: apiKey, API_SECRET: apiSecret, reason: 'leak' });
    const { error } = await ask(script, { reason: 'scheduled' });
    expect(error?.message).toBe('reason is given twice, on the command line and on stdin');
  });

  it.each([[{ hidden: [undefined] }], [{ hidden: [apiKey, undefined] }]])(
    'takes a cancelled prompt as a no',
    async (script) => {
      const { error } = await ask(script);
      expect(error).toMatchObject({ name: 'Declined', message: 'cancelled; nothing was staged' });
    },
  );
});

it('refuses a document of twenty thousand levels as any other list', async () => {
  const { error } = await ask({ stdin: `{"API_KEY": ${'['.repeat(20_000)}1${']'.repeat(20_000)}}` });
  expect(error?.message).toBe('API_KEY is not a string. Nothing was staged');
});
