import { functions } from './explained/functions.ts';
import { intake } from './explained/intake.ts';
import { notices } from './explained/notices.ts';
import { octopus } from './explained/octopus.ts';
import { reminder } from './explained/reminder.ts';
import { rollback } from './explained/rollback.ts';
import { rotation } from './explained/rotation.ts';
import { secrets } from './explained/secrets.ts';
import { watch } from './explained/watch.ts';
import type { Explanation } from './explanation.ts';

/** One row for each place. If a test can kill the mutant, delete its row. */
export const explanations: readonly Explanation[] = [
  ...functions,
  ...intake,
  ...notices,
  ...octopus,
  ...reminder,
  ...rollback,
  ...rotation,
  ...secrets,
  ...watch,
];
