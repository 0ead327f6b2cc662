import type { Fix } from './finding.ts';

const stackOf = (environment: string): string =>
  `OctopusCards-${environment.charAt(0).toUpperCase()}${environment.slice(1)}`;

/** For a stack that is older than this command, or whose deployment failed. */
export const deployAgain = (environment: string): Fix => ({
  fix: 'deploy the stack; if that changes nothing, check for drift',
  command: `npx cdk deploy ${stackOf(environment)}`,
});

/** For what somebody has changed manually: CloudFormation compares templates, so it does not see such a change. */
export const undoByHand = (environment: string): Fix => ({
  fix: 'restore what was changed manually: a deployment does not',
  command: `npx cdk drift ${stackOf(environment)}`,
});
