import { z } from 'zod';

const counted = z.number();

/** The JSON that each run writes. Everything on the page comes from one of them. */
export const runs = {
  tests: z.object({
    testResults: z.array(
      z.object({
        name: z.string(),
        assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
      }),
    ),
  }),
  soak: z.object({
    seed: counted,
    sequences: counted,
    seconds: counted,
    sequencesPerSecond: counted,
    counterexample: z.optional(z.string()),
  }),
  planted: z.object({
    planted: z.array(
      z.object({ name: z.string(), invariant: z.optional(counted), commands: z.array(z.string()), ran: counted }),
    ),
  }),
  fuzz: z.object({
    seed: counted,
    parsers: z.array(
      z.object({
        name: z.string(),
        runs: counted,
        verdicts: z.record(z.string(), counted),
        slowestMs: counted,
        counterexample: z.optional(z.string()),
      }),
    ),
  }),
  conformance: z.object({
    rows: z.array(z.object({ operation: z.string(), fact: z.string(), ours: z.string(), moto: z.string() })),
    notModelled: z.array(z.object({ operation: z.string(), fact: z.string() })),
  }),
  mutation: z.object({
    folders: z.array(
      z.object({ folder: z.string(), mutants: counted, survived: counted, explained: counted, score: counted }),
    ),
  }),
  bench: z.object({
    rows: z.array(
      z.object({
        name: z.string(),
        budget: counted,
        unit: z.string(),
        measured: counted,
        within: z.boolean(),
        peers: z.array(z.object({ name: z.string(), measured: counted })),
      }),
    ),
  }),
} as const;

export type RunName = keyof typeof runs;
export type Runs = { readonly [Name in RunName]?: z.infer<(typeof runs)[Name]> };

/** How each is made; `FILE` is where its JSON goes. */
export const commands: Readonly<Record<RunName, readonly string[]>> = {
  tests: ['npx', 'vitest', 'run', '--reporter=json', '--outputFile=FILE'],
  soak: ['npm', 'run', '-s', 'soak', '--', '--minutes', '10', '--json', 'FILE'],
  planted: ['npm', 'run', '-s', 'soak', '--', '--planted', '--json', 'FILE'],
  fuzz: ['npm', 'run', '-s', 'fuzz', '--', '--json', 'FILE'],
  conformance: ['npm', 'run', '-s', 'conformance', '--', '--json', 'FILE'],
  mutation: ['npm', 'run', '-s', 'mutate', '--', '--json', 'FILE'],
  bench: ['npm', 'run', '-s', 'bench', '--', '--json', 'FILE'],
};
