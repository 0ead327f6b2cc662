import { z } from 'zod';
import { always, atMost, eachOnce, itself, object, property, text } from './settings-shape.ts';

const clientId = 'a client id: a whole number above 0, or a string of 1 to 64 characters without white space';
const role = 'the ARN of a role, such as arn:aws:iam::111122223333:role/shop';

const credentialSchema = object({
  name: text('a name of 1 to 40 of a-z, 0-9 and -', /^[a-z0-9-]{1,40}$/),
  /**
   * The client account that this credential must belong to.
   * @default - the account of the live pair
   */
  clientId: z
    .union([text(clientId, /^\S{1,64}$/), z.int(clientId).min(1, clientId)], clientId)
    .transform(String)
    .optional(),
  /**
   * The ARNs of the applications' roles, with their paths, in the account of the stack. When they are given, nobody else
   * can read the pair, an administrator included. Where ECS injects the pair, the task's execution role reads it.
   * @default - everybody whose own policy allows it can read the pair
   */
  readers: z
    // The policy of a secret is limited to 20,480 characters, and an ARN with a long path has 600.
    .array(text(role, /^arn:[\w-]+:iam::\d{12}:role\/[\w+=,.@/-]*[\w+=,.@-]$/), 'a list of ARNs of roles')
    .min(1, 'at least one ARN of a role')
    .refine(atMost(25), { ...always, error: 'at most 25 ARNs of roles' })
    .superRefine(eachOnce('a role that is not in the list yet', itself), always)
    .optional(),
});

// With 50 the stack stays below CloudFormation's limits of 500 resources and 200 outputs.
export const credentialsSchema = z
  .array(credentialSchema, 'a list of credentials')
  .min(1, 'at least one credential')
  .refine(atMost(50), { ...always, error: 'at most 50 credentials' })
  .superRefine(eachOnce('a name that no other credential has', property('name'), 'name'), always)
  .superRefine(clientIdsFit, always);

/**
 * Lambda gives a function 4 KB for all its variables, measured as JSON, in which the quotes of CREDENTIALS are escaped.
 * The other variables need the rest, with topic ARNs and egress CIDRs at their longest.
 */
const mostClientIds = 3000;

function clientIdsFit(
  credentials: unknown,
  { addIssue }: { addIssue: (issue: z.core.$ZodSuperRefineIssue) => void },
): void {
  const items: readonly unknown[] = Array.isArray(credentials) ? credentials : [];
  const entries = items.map((item) => [property('name')(item), Object(item).clientId] as const);
  const configured = Object.fromEntries(entries.map(([name, id]) => [name, id === undefined ? null : String(id)]));
  const size = Buffer.byteLength(JSON.stringify(JSON.stringify(configured)));
  if (size <= mostClientIds) return;
  const message = `client ids that take at most ${mostClientIds} bytes with their names, not ${size}: Lambda gives a function 4 KB of variables`;
  addIssue({ code: 'custom', message });
}
