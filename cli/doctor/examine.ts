import type { Clock } from '../../lambda/runtime/clock.ts';
import type { Origin } from '../../lambda/secrets/origin.ts';
import { viewOf } from '../../lambda/secrets/secret-store.ts';
import { readSettings } from '../aws/function-settings.ts';
import type { Functions } from '../aws/functions.ts';
import { readSchedule } from '../aws/read-schedule.ts';
import { judgeAlarms, readAlarms } from './alarms.ts';
import { judgeClock, judgeIdentity, readCaller } from './caller.ts';
import type { Aws } from './clients.ts';
import { judgeEgress, judgeLogin, judgeValue, runDryRun } from './dry-run.ts';
import { type Finding, findingOf } from './finding.ts';
import { judgeFunctions, readFunctions } from './function-states.ts';
import { from, type Gathered, gather } from './gathered.ts';
import { judgeLabels } from './labels.ts';
import { judgeRotationRules, judgeSchedule } from './schedules.ts';
import { judgeMissing, judgePolicies, readPolicies, readSecrets, type SecretFacts } from './secrets.ts';
import { judgeSubscriptions, readSubscriptions } from './subscriptions.ts';
import { judgeGivenUp, judgeWatchRuns, readGivenUp, readLastRun } from './watch-runs.ts';

/** The clients that the checks read their facts with. A read that fails skips its own checks and no others. */
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
    gather(() => readCaller(aws.sts, clock)),
    gather(() => readFunctions(functions)),
    gather(() => readAlarms(aws.cloudWatch, environment)),
    gather(() => readGivenUp(aws.cloudWatch, environment, now)),
    gather(async () => readSubscriptions(aws.sns, readSettings(await functions.variables('watch')))),
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
    gather(() => readSecrets(aws.secretsManager, origin)),
    gather(() => readPolicies(aws.secretsManager, origin)),
    gather(() => readSchedule(aws.scheduler, origin)),
    gather(() => readLastRun(aws.cloudWatch, origin, now)),
    gather(() => runDryRun(functions, origin)),
  ]);
  const madeOn = secrets.kind === 'seen' ? secrets.facts.credential?.CreatedDate : undefined;
  const missing = secrets.kind === 'seen' ? judgeMissing(origin, secrets.facts) : undefined;
  return [
    missing === undefined
      ? findingOf(
          'secrets',
          from(secrets, () => locks),
          judgePolicies(origin.environment),
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
    findingOf('login', dryRun, judgeLogin(origin)),
  ];
}

type Both = { readonly [name in keyof SecretFacts]: NonNullable<SecretFacts[name]> };

const bothOf = ({ credential, intake }: SecretFacts): Gathered<Both> =>
  credential === undefined || intake === undefined
    ? { kind: 'unseen', why: 'a secret of the credential is not there: see secrets' }
    : { kind: 'seen', facts: { credential, intake } };
