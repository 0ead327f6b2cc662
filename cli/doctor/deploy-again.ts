import type { Fix } from './finding.ts';

/** What is to be done about a stack that is not as its template. */
export const deployAgain = (environment: string): Fix => ({
  fix: 'deploy the stack again',
  command: `npx cdk deploy OctopusCards-${environment.charAt(0).toUpperCase()}${environment.slice(1)}`,
});
