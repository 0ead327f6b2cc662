import { z } from 'zod';

/** What the runs leave behind, a JSON document each. Everything that the page says comes from one of them. */
export const runs = {
  tests: z.object({
    testResults: z.array(
      z.object({
        name: z.string(),
        assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
      }),
    ),
  }),
  bench: z.object({
    rows: z.array(
      z.object({
        name: z.string(),
        measured: z.number(),
        budget: z.number(),
        unit: z.string(),
        within: z.boolean(),
        peers: z.array(z.object({ name: z.string(), measured: z.number() })),
      }),
    ),
  }),
  conformance: z.object({
    rows: z.array(
      z.object({
        operation: z.string(),
        fact: z.string(),
        ours: z.enum(['holds', 'differs']),
        moto: z.enum(['holds', 'differs', 'skipped']),
      }),
    ),
    notModelled: z.array(z.object({ operation: z.string(), fact: z.string() })),
  }),
} as const;
