import type { FunctionConfiguration } from '@aws-sdk/client-lambda';
import { unlessAws } from '../../lambda/runtime/aws-call.ts';
import type { Functions } from '../aws/functions.ts';
import { type Fix, fail, type Judgement, ok, skipped, together, warn } from './finding.ts';
import { type Gathered, gather, notThere } from './gathered.ts';
import { deployAgain } from './stack-fixes.ts';

export const functionNames = ['rotate', 'watch', 'rollback'] as const;

/** What `GetFunctionConfiguration` returns for a function; `undefined` when there is none. */
export interface FunctionFacts {
  readonly name: (typeof functionNames)[number];
  readonly found: Gathered<FunctionConfiguration | undefined>;
}

/** The runtime that the template gives. */
export const expectedRuntime = 'nodejs24.x';

export const readFunctions = (functions: Functions): Promise<readonly FunctionFacts[]> =>
  Promise.all(
    functionNames.map(async (name) => ({
      name,
      found: await gather(() => unlessAws(notThere, functions.configuration(name))),
    })),
  );

export const judgeFunctions =
  (environment: string) =>
  (functions: readonly FunctionFacts[]): Judgement =>
    together(
      ok(`${functionNames.join(', ')} are active on ${expectedRuntime}`),
      ...functions.flatMap(({ name, found }) =>
        found.kind === 'seen' ? judgeFunction({ environment, name }, found.facts) : [skipped(`${name}: ${found.why}`)],
      ),
    );

interface Named {
  readonly environment: string;
  readonly name: string;
}

function judgeFunction(named: Named, found: FunctionConfiguration | undefined): readonly Judgement[] {
  const { environment, name } = named;
  if (found === undefined) return [fail(`${name} is not there`, deployAgain(environment))];
  const { Runtime: runtime } = found;
  return [
    judgeState(named, found),
    judgeUpdate(named, found),
    ...(runtime === expectedRuntime
      ? []
      : [warn(`${name} runs on ${runtime}, not on ${expectedRuntime}`, deployAgain(environment))]),
  ];
}

const waitAndLook: Fix = { fix: 'wait a minute, then run doctor again' };

function judgeState({ environment, name }: Named, { State: state, StateReason }: FunctionConfiguration): Judgement {
  if (state === 'Active') return ok(`${name} is active`);
  if (state === 'Failed') return fail(`${name} has failed${reason(StateReason)}`, deployAgain(environment));
  // Its next call fails, and that should not be the call of a rollback.
  if (state === 'Inactive') {
    return warn(`${name} is inactive after weeks without a call: its next call fails and activates it`, {
      fix: 'activate it with a call that fails; run doctor again in a minute',
      command: `aws lambda invoke --function-name octopus-cards-${environment}-${name} /dev/stdout`,
    });
  }
  return warn(`${name} is in the state ${state}${reason(StateReason)}`, waitAndLook);
}

function judgeUpdate({ environment, name }: Named, found: FunctionConfiguration): Judgement {
  const { LastUpdateStatus, LastUpdateStatusReason } = found;
  if (LastUpdateStatus === 'Failed') {
    return fail(`the last update of ${name} failed${reason(LastUpdateStatusReason)}`, deployAgain(environment));
  }
  if (LastUpdateStatus === 'InProgress') return warn(`${name} is being updated`, waitAndLook);
  return ok(`${name} is up to date`);
}

const reason = (text: string | undefined): string => (text === undefined ? '' : `: ${text.replace(/\.$/, '')}`);
