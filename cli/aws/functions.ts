import { type FunctionConfiguration, GetFunctionConfigurationCommand, InvokeCommand } from '@aws-sdk/client-lambda';
import { awsCall } from '../../lambda/runtime/aws-call.ts';
import { parseObject } from '../../lambda/secrets/json.ts';
import { CommandError } from '../command-line/command-error.ts';
import type { Context } from '../world/context.ts';
import { notAws } from './explain-aws-error.ts';

export type FunctionName = 'watch' | 'rollback';

/** How a run ended: with the value that the function returned, or with its error. */
export type FunctionResult =
  | { readonly kind: 'returned'; readonly value: Readonly<Record<string, unknown>> }
  | { readonly kind: 'threw'; readonly errorType: string; readonly message: string };

/** The stack's functions, as an operator runs and inspects them. */
export interface Functions {
  run(name: FunctionName, event: Readonly<Record<string, unknown>>): Promise<FunctionResult>;
  variables(name: FunctionName): Promise<Readonly<Record<string, string>>>;
  /** How a function is set up, and its state. Secrets Manager runs the one of the rotation. */
  configuration(name: FunctionName | 'rotate'): Promise<FunctionConfiguration>;
}

/** Opens the functions of the environment, and closes them when `use` has ended. Calls fail with `AwsCallFailed`. */
export async function withFunctions<T>(
  { world, options }: Context,
  use: (functions: Functions) => Promise<T>,
): Promise<T> {
  const client = await world.lambda(options);
  const nameOf = (name: string): string => `octopus-cards-${options.environment}-${name}`;
  const configuration: Functions['configuration'] = async (name) => {
    const command = new GetFunctionConfigurationCommand({ FunctionName: nameOf(name) });
    const call = { operation: 'lambda:GetFunctionConfiguration', target: nameOf(name) };
    const found = await awsCall(call, () => client.send(command));
    if (found.FunctionArn === undefined) throw new CommandError('Failed', notAws);
    return found;
  };
  try {
    return await use({
      async run(name, event) {
        const command = new InvokeCommand({ FunctionName: nameOf(name), Payload: JSON.stringify(event) });
        const call = { operation: 'lambda:InvokeFunction', target: nameOf(name) };
        const { FunctionError, Payload } = await awsCall(call, () => client.send(command));
        return readFunctionResult(
          FunctionError !== undefined,
          parseObject(Payload && new TextDecoder().decode(Payload)),
        );
      },
      variables: async (name) => (await configuration(name)).Environment?.Variables ?? {},
      configuration,
    });
  } finally {
    client.destroy();
  }
}

function readFunctionResult(failed: boolean, value: Readonly<Record<string, unknown>> | undefined): FunctionResult {
  if (value === undefined) throw new CommandError('Failed', notAws);
  if (!failed) return { kind: 'returned', value };
  const { errorType, errorMessage } = value;
  const type = typeof errorType === 'string' ? errorType : 'an error without a type';
  return { kind: 'threw', errorType: type, message: typeof errorMessage === 'string' ? errorMessage : '' };
}
