import type { StateLabel } from '../secrets/state-label.ts';

/** What people are notified of: support of a withdrawal or a request, ops of a promotion or of a request that waits. */
export type Message = 'withdraw' | 'request' | 'announce' | 'wait';

/** What a case should be, and what people are notified of before its label says so. */
export interface Decision {
  readonly to: StateLabel | undefined;
  readonly message: Message | undefined;
}

export const becomes = (to: StateLabel | undefined, message?: Message): Decision => ({ to, message });
