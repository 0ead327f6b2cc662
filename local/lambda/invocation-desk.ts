import { randomUUID } from 'node:crypto';
import type { FunctionError } from './function-error.ts';

interface Handed {
  readonly requestId: string;
  readonly event: string;
}

/** Where the one event that a process has at a time is put, fetched and answered. */
export function createInvocationDesk() {
  let handOver = Promise.withResolvers<Handed>();
  let open: (PromiseWithResolvers<unknown> & { readonly requestId: string }) | undefined;
  let closedWith: ((requestId: string) => FunctionError) | undefined;
  return {
    /** Of the event that is open; empty when none is. */
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
    /** The process is gone: what is open comes to this, and so does what is put from now on. */
    close(reason: (requestId: string) => FunctionError): void {
      closedWith = reason;
      open?.reject(reason(open.requestId));
    },
  };
}
