import { days } from '../../../local/clock.ts';
import { aFunction, named, refusal } from '../../local/aws/an-aws.ts';
import { first, labelsOf, type RunningRow, second } from '../row.ts';

const running = { kind: 'running', operation: 'RotateSecret' } as const;
const rules = { RotationRules: { AutomaticallyAfterDays: 30 }, ClientRequestToken: second };
const steps = ['createSecret', 'setSecret', 'testSecret', 'finishSecret'];

export const runningRows: readonly RunningRow[] = [
  {
    ...running,
    fact: 'invokes the function with the ARN and the token, once for each of the four steps',
    source: 'user guide',
    aws: steps.map((Step) => ({ Step, SecretId: '<ARN>', ClientRequestToken: second, RotationToken: 'string' })),
    async ask({ world, secret }) {
      const { arn, calls } = aFunction(world);
      await secret.rotate({ ...rules, RotationLambdaARN: arn });
      await world.aws.secretsManager.idle();
      return calls.map((call) => ({ ...call, RotationToken: typeof call.RotationToken }));
    },
  },
  {
    ...running,
    fact: 'shows RotationEnabled and a pending version without a value to createSecret',
    source: 'recorded',
    aws: [true, ['AWSPENDING'], '400 ResourceNotFoundException'],
    async ask({ world, secret }) {
      const seen: unknown[] = [];
      const { arn } = aFunction(world, async ({ Step, ClientRequestToken: VersionId }) => {
        if (Step !== 'createSecret') return;
        const { RotationEnabled } = await secret.describe();
        const refused = await refusal(secret.get({ VersionId }));
        seen.push(RotationEnabled, (await labelsOf(secret))[VersionId], refused.split(':')[0]);
      });
      await secret.rotate({ ...rules, RotationLambdaARN: arn });
      await world.aws.secretsManager.idle();
      return seen;
    },
  },
  {
    ...running,
    fact: 'ends with AWSCURRENT on the new version, and with both dates',
    source: 'recorded',
    aws: [{ [first]: ['AWSPREVIOUS'], [second]: ['AWSCURRENT'] }, true, true],
    async ask({ world, secret }) {
      await secret.rotate({ ...rules, RotationLambdaARN: aFunction(world).arn });
      await world.aws.secretsManager.idle();
      const { LastRotatedDate, NextRotationDate } = await secret.describe();
      return [await labelsOf(secret), LastRotatedDate instanceof Date, NextRotationDate instanceof Date];
    },
  },
  {
    ...running,
    fact: 'leaves AWSCURRENT and AWSPENDING in place when a step fails, and has answered already',
    source: 'API reference',
    aws: [second, { [first]: ['AWSCURRENT'], [second]: ['AWSPENDING'] }],
    async ask({ world, secret }) {
      const { arn } = aFunction(world, ({ Step }) => {
        if (Step === 'testSecret') throw named('Rejected', 'no login');
      });
      const version = await secret.rotate({ ...rules, RotationLambdaARN: arn });
      await world.aws.secretsManager.idle();
      return [version, await labelsOf(secret)];
    },
  },
  {
    ...running,
    fact: 'retries all four steps after a failure, with the same token',
    source: 'user guide',
    aws: [[...steps.slice(0, 3), ...steps], [second]],
    async ask({ world, secret }) {
      const { arn, calls } = aFunction(world, ({ Step }) => {
        if (Step === 'testSecret' && calls.length === 3) throw named('Rejected', 'not active yet');
      });
      await secret.rotate({ ...rules, RotationLambdaARN: arn });
      await world.aws.secretsManager.idle();
      await world.clock.advance(days(1));
      const tokens = new Set(calls.map(({ ClientRequestToken }) => ClientRequestToken));
      return [calls.map(({ Step }) => Step), [...tokens]];
    },
  },
  {
    ...running,
    fact: 'with RotateImmediately=false runs only testSecret, on a copy of the current value',
    source: 'recorded',
    aws: [['testSecret'], [{ value: 'first', isCurrent: false, labels: ['AWSPENDING'] }], 'first'],
    async ask({ world, secret }) {
      const seen: unknown[] = [];
      const { arn, calls } = aFunction(world, async ({ ClientRequestToken: VersionId }) => {
        const { SecretString: value, VersionStages: labels } = await secret.get({
          VersionId,
          VersionStage: 'AWSPENDING',
        });
        seen.push({ value, isCurrent: VersionId === secret.first, labels });
      });
      await secret.rotate({ ...rules, RotationLambdaARN: arn, RotateImmediately: false });
      await world.aws.secretsManager.idle();
      return [calls.map(({ Step }) => Step), seen, (await secret.get()).SecretString];
    },
  },
  {
    ...running,
    fact: 'fails when somebody other than the function has put the pending value',
    source: 'user guide',
    aws: `Pending secret version ${second} for Secret <ARN> was not created by Lambda <function>. Remove the AWSPENDING staging label and restart rotation`,
    async ask({ world, secret }) {
      const { arn } = aFunction(world, ({ Step, ClientRequestToken: token }) =>
        Step === 'createSecret' ? secret.put(`value of ${token}`, ['AWSPENDING'], token) : undefined,
      );
      await secret.rotate({ ...rules, RotationLambdaARN: arn });
      await world.aws.secretsManager.idle();
      return world.aws.events.at(-1)?.errorMessage?.replace(arn, '<function>');
    },
  },
  {
    ...running,
    fact: 'is abandoned when a current value is put meanwhile: no further step or retry',
    source: 'user guide',
    aws: [['createSecret'], 'RotationAbandoned'],
    async ask({ world, secret }) {
      const { arn, calls } = aFunction(world, () => secret.put('by hand'));
      await secret.rotate({ ...rules, RotationLambdaARN: arn });
      await world.aws.secretsManager.idle();
      await world.clock.advance(days(1));
      return [calls.map(({ Step }) => Step), world.aws.events.at(-1)?.name];
    },
  },
];
