/** The failure of an invocation: `name` is Lambda's `errorType`, `message` its `errorMessage`. */
export class FunctionError extends Error {
  override readonly name: string;

  constructor(errorType: string, errorMessage: string) {
    super(errorMessage);
    this.name = errorType;
  }
}

/** The error that the runtime client reported, without the stack. */
export function reportedError(body: string): FunctionError {
  const { errorType, errorMessage } = JSON.parse(body) as { errorType?: unknown; errorMessage?: unknown };
  // The message for a missing module lists the paths of the modules that require it, which are of this machine.
  const [message = ''] = String(errorMessage ?? '').split('\nRequire stack:');
  return new FunctionError(String(errorType ?? 'Error'), message);
}

/** Why Lambda ends a process. The open event fails with it. */
export type EndReason = (requestId: string) => FunctionError;

/** The process exited by itself. */
export function exited(code: number | null, signal: NodeJS.Signals | null): EndReason {
  const how = signal === null ? `exit status ${code}` : `signal: ${signalWords[signal] ?? signal}`;
  const message = code === 0 ? 'Runtime exited without providing a reason' : `Runtime exited with error: ${how}`;
  return reason('Runtime.ExitError', message);
}

export const timedOut = (afterMs: number): EndReason =>
  reason('Sandbox.Timedout', `Task timed out after ${(afterMs / 1000).toFixed(2)} seconds`);

export const outOfMemory: EndReason = reason('Runtime.OutOfMemory', 'Runtime exited with error: signal: killed');

function reason(errorType: string, message: string): EndReason {
  return (requestId) => new FunctionError(errorType, `RequestId: ${requestId} Error: ${message}`);
}

/** As Lambda names them. */
const signalWords: Readonly<Partial<Record<NodeJS.Signals, string>>> = {
  SIGKILL: 'killed',
  SIGABRT: 'aborted',
  SIGSEGV: 'segmentation fault',
  SIGTERM: 'terminated',
  SIGINT: 'interrupt',
};
