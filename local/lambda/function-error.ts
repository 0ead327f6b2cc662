/** What an invocation came to when it failed: `name` is Lambda's `errorType`, `message` its `errorMessage`. */
export class FunctionError extends Error {
  override readonly name: string;

  constructor(errorType: string, errorMessage: string) {
    super(errorMessage);
    this.name = errorType;
  }
}

/** The error that the runtime client told, without the stack. */
export function toldError(body: string): FunctionError {
  const { errorType, errorMessage } = JSON.parse(body) as { errorType?: unknown; errorMessage?: unknown };
  // A module that is not found is told with the paths of those who asked for it, which are this machine's.
  const [message = ''] = String(errorMessage ?? '').split('\nRequire stack:');
  return new FunctionError(String(errorType ?? 'Error'), message);
}

/** Why Lambda ends a process. Each is told for the event that was open. */
export type EndReason = (requestId: string) => FunctionError;

/** The process is gone, and nobody asked it to go. */
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
