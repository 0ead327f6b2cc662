import type { Clock } from '../../lambda/runtime/clock.ts';
import type { Origin } from '../../lambda/secrets/origin.ts';
import { viewOf } from '../../lambda/secrets/secret-store.ts';
import { readSettings } from '../function-settings.ts';
import type { Functions } from '../functions.ts';
import { judgeAlarms, lookAtAlarms } from './alarms.ts';
import type { Aws } from './aws.ts';
import { judgeClock, judgeIdentity, lookAtCaller } from './caller.ts';
import { judgeEgress, judgeLogin, judgeValue, lookThroughWatch } from './dry-run.ts';
import { type Finding, findingOf } from './finding.ts';
import { judgeFunctions, lookAtFunctions } from './function-states.ts';
import { from, type Gathered, gather } from './gathered.ts';
import { judgeLabels } from './labels.ts';
import { judgeRotationRules, judgeSchedule, lookAtSchedule } from './schedules.ts';
import { judgeLocks, judgeMissing, lookAtLocks, lookAtSecrets, type SecretFacts } from './secrets.ts';
import { judgeSubscriptions, lookAtSubscriptions } from './subscriptions.ts';
import { judgeGivenUp, judgeWatchRuns, lookAtGivenUp, lookAtLastRun } from './watch-runs.ts';

/** What is looked at, and through what. Every look is kept to itself: one that fails skips its own checks. */
export interface Examined {
  readonly aws: Aws;
  readonly functions: Functions;
  readonly clock: Clock;
}

/** The checks that are made once for an environment. */
export async function examineEnvironment(environment: string, examined: Examined): Promise<readonly Finding[]> {
  const { aws, functions, clock } = examined;
  const now = clock.now();
  const [caller, states, alarms, givenUp, subscriptions] = await Promise.all([
    gather(() => lookAtCaller(aws.sts, clock)),
    gather(() => lookAtFunctions(functions)),
    gather(() => lookAtAlarms(aws.cloudWatch, environment)),
    gather(() => lookAtGivenUp(aws.cloudWatch, environment, now)),
    gather(async () => lookAtSubscriptions(aws.sns, readSettings(await functions.variables('watch')))),
  ]);
  return [
    findingOf('identity', caller, judgeIdentity),
    findingOf('clock', caller, judgeClock),
    findingOf('functions', states, judgeFunctions(environment)),
    findingOf('alarms', alarms, judgeAlarms(environment)),
    findingOf('given-up', givenUp, judgeGivenUp),
    findingOf('subscriptions', subscriptions, judgeSubscriptions),
  ];
}

/** The checks that are made for each credential. */
export async function examineCredential(origin: Origin, examined: Examined): Promise<readonly Finding[]> {
  const { aws, functions, clock } = examined;
  const now = clock.now();
  const [secrets, locks, schedule, lastRun, dryRun] = await Promise.all([
    gather(() => lookAtSecrets(aws.secretsManager, origin)),
    gather(() => lookAtLocks(aws.secretsManager, origin)),
    gather(() => lookAtSchedule(aws.scheduler, origin)),
    gather(() => lookAtLastRun(aws.cloudWatch, origin, now)),
    gather(() => lookThroughWatch(functions, origin)),
  ]);
  const madeOn = secrets.kind === 'seen' ? secrets.facts.credential?.CreatedDate : undefined;
  const missing = secrets.kind === 'seen' ? judgeMissing(origin, secrets.facts) : undefined;
  return [
    missing === undefined
      ? findingOf(
          'secrets',
          from(secrets, () => locks),
          judgeLocks(origin.environment),
        )
      : { check: 'secrets', ...missing },
    findingOf('labels', from(secrets, bothOf), ({ credential, intake }) =>
      judgeLabels(origin, now)({ credential: viewOf(credential), intake: viewOf(intake) }),
    ),
    findingOf('rotation', from(secrets, bothOf), ({ credential }) => judgeRotationRules(origin, now)(credential)),
    findingOf('schedule', schedule, judgeSchedule(origin)),
    findingOf('watch', lastRun, (run) => judgeWatchRuns(origin, now)({ lastRun: run, madeOn })),
    findingOf('value', dryRun, judgeValue(origin)),
    findingOf('egress', dryRun, judgeEgress),
    findingOf('pulse', dryRun, judgeLogin(origin)),
  ];
}

type Both = { readonly [name in keyof SecretFacts]: NonNullable<SecretFacts[name]> };

const bothOf = ({ credential, intake }: SecretFacts): Gathered<Both> =>
  credential === undefined || intake === undefined
    ? { kind: 'unseen', why: 'a secret of the credential is not there: see secrets' }
    : { kind: 'seen', facts: { credential, intake } };
