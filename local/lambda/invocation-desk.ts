import { randomUUID } from 'node:crypto';
import type { FunctionError } from './function-error.ts';

interface Handed {
  readonly requestId: string;
  readonly event: string;
}

/** Holds the one event that a process handles at a time: it is put, fetched and answered here. */
export function createInvocationDesk() {
  let handOver = Promise.withResolvers<Handed>();
  let open: (PromiseWithResolvers<unknown> & { readonly requestId: string }) | undefined;
  let closedWith: ((requestId: string) => FunctionError) | undefined;
  return {
    /** The request id of the open event; empty if there is none. */
    requestId: (): string => open?.requestId ?? '',
    async put(event: unknown): Promise<unknown> {
      const requestId = randomUUID();
      if (closedWith) throw closedWith(requestId);
      open = { ...Promise.withResolvers<unknown>(), requestId };
      handOver.resolve({ requestId, event: JSON.stringify(event) ?? '{}' });
      try {
        return await open.promise;
      } finally {
        open = undefined;
      }
    },
    async fetch(): Promise<Handed> {
      const handed = await handOver.promise;
      handOver = Promise.withResolvers();
      return handed;
    },
    succeed(requestId: string, result: unknown): void {
      if (requestId === open?.requestId) open.resolve(result);
    },
    fail(requestId: string, error: FunctionError): void {
      if (requestId === open?.requestId) open.reject(error);
    },
    /** The process is gone: the open event fails with this error, and so does every later one. */
    close(reason: (requestId: string) => FunctionError): void {
      closedWith = reason;
      open?.reject(reason(open.requestId));
    },
  };
}
