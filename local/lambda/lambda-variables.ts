import { randomUUID } from 'node:crypto';
import type { BundledFunctionOptions } from './bundled-function-options.ts';

/** The environment variables that Lambda itself sets. Region and credentials come from the account. */
export function lambdaVariables(options: BundledFunctionOptions): Readonly<Record<string, string>> {
  const { name, handler, directory, memoryMb, clock } = options;
  const day = clock.now().toISOString().slice(0, 10).replaceAll('-', '/');
  return {
    _HANDLER: handler,
    LAMBDA_TASK_ROOT: directory,
    LAMBDA_RUNTIME_DIR: '/var/runtime',
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    AWS_LAMBDA_FUNCTION_NAME: name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memoryMb),
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: `${day}/[$LATEST]${randomUUID().replaceAll('-', '')}`,
    TZ: ':UTC',
    LANG: 'en_US.UTF-8',
    PATH: '/var/lang/bin:/usr/local/bin:/usr/bin/:/bin:/opt/bin',
  };
}
