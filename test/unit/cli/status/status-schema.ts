import * as z from 'zod';
import { reasons } from '../../../../lambda/secrets/state-label.ts';

const days = z.int().min(0);
const day = z.iso.date();
const text = z.string().min(1);
const kind = <Kind extends string>(...kinds: readonly [Kind, ...Kind[]]) => z.enum(kinds);

const condition = z.union([
  z.strictObject({ kind: kind('wrong-pair-revoked', 'live-pair-dead', 'value-broken', 'inconclusive'), days }),
  z.strictObject({ kind: kind('rollback-cut-off', 'rotation-off', 'unproven', 'unreconciled', 'fresh') }),
  z.strictObject({ kind: kind('pair-staged', 'rotating', 'waiting-for-a-pair', 'waiting-for-the-first-pair') }),
  z.strictObject({ kind: kind('pair-refused'), verdict: text, during: z.enum(['createSecret', 'testSecret']) }),
  z.strictObject({ kind: kind('stuck'), days, pairIsStaged: z.boolean() }),
  z.strictObject({ kind: kind('overdue', 'due', 'rolled-back'), days }),
  z.strictObject({
    kind: kind('revocation-outstanding'),
    count: z.int().min(1),
    days,
    reason: z.enum(reasons).exactOptional(),
  }),
  z.strictObject({ kind: kind('revocation-to-come'), count: z.int().min(1) }),
]);

const versions = z
  .array(
    z.strictObject({
      versionId: text,
      labels: z.array(z.strictObject({ name: text, says: text, label: text })),
    }),
  )
  .min(1);

/** What `status --json` prints of a credential. */
export const statusSchema = z
  .strictObject({
    credential: z.literal('api'),
    state: text,
    phrase: text.max(33),
    means: text,
    needsPerson: z.boolean(),
    todo: text.max(68),
    commands: z.array(z.string().regex(/^npm run octopus -- [a-z]+ --environment sandbox --credential api$/)),
    conditions: z.array(condition).min(1),
    liveSince: z.iso.datetime().nullable(),
    ageDays: days.nullable(),
    dueOn: day.nullable(),
    daysToDue: z.int().nullable(),
    intake: z.enum(['staged', 'empty']),
    versions,
    intakeVersions: versions,
  })
  .refine(({ state, conditions }) => state === conditions[0]?.kind, 'the state is not the first condition')
  .refine(
    ({ liveSince, ageDays, dueOn, daysToDue }) =>
      new Set([liveSince, ageDays, dueOn, daysToDue].map((value) => value === null)).size === 1,
    'some of the dates are known and some are not',
  );
