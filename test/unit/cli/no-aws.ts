import type { World } from '../../../cli/world/world.ts';

const awsIsCalled = () => {
  throw new Error('AWS was called');
};

/** For what never gets as far as AWS. */
export const noAws: Omit<World, 'terminal' | 'clock' | 'randomUUID'> = {
  secretsManager: awsIsCalled,
  lambda: awsIsCalled,
  sts: awsIsCalled,
  cloudWatch: awsIsCalled,
  scheduler: awsIsCalled,
  sns: awsIsCalled,
  cloudTrail: awsIsCalled,
  logs: awsIsCalled,
};
