import fc from 'fast-check';
import { AwsError } from '../../../local/aws/aws-error.ts';
import { endOf, pairs } from '../rehearsal.ts';
import type { Happening } from './command.ts';

const revoke = (number: number): Happening => ({
  name: `the vendor revokes pair ${number + 1}`,
  async happens({ world, revoked }) {
    const pair = pairs[number];
    if (pair === undefined) return;
    world.octopus.revoke(pair.apiKey);
    revoked.add(endOf(pair.apiKey));
  },
});

/** 503: down; 429: too many logins; 403: our address is blocked. */
const answer = (status: number, times: number): Happening => ({
  name: `the vendor answers ${status}, ${times} times`,
  async happens({ world }) {
    world.octopus.failNext(status, times);
  },
});

const refuseMail = (times: number): Happening => ({
  name: `SNS refuses ${times} mails`,
  disturbs: true,
  async happens({ world }) {
    for (let time = 0; time < times; time += 1) {
      world.aws.sns.failNextPublish(new AwsError('Throttled', 'Rate exceeded', 429));
    }
  },
});

const lag = (reads: number): Happening => ({
  name: reads === 0 ? 'reads see writes at once' : `reads lag ${reads} reads behind writes`,
  disturbs: true,
  async happens(rehearsal) {
    rehearsal.lag = reads;
    rehearsal.world.aws.secretsManager.lag(reads === 0 ? undefined : { reads });
  },
});

/** What the vendor does, and what goes wrong around the functions. */
export const around: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 3, arbitrary: fc.nat(pairs.length - 1).map(revoke) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom(503, 429, 403), fc.integer({ min: 1, max: 4 }))
      .map(([status, times]) => answer(status, times)),
  },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 3 }).map(refuseMail) },
  { weight: 1, arbitrary: fc.nat(3).map(lag) },
);
