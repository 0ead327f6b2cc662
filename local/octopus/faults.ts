import { type Answer, asJson, asPage, refusal } from './answers.ts';

/**
 * What can go wrong with a request. A number means that status in the vendor's envelope.
 * `slow`, `cut-off` and `stall` are processed before they go wrong; all others are not.
 */
export type Fault =
  | number
  | { readonly kind: 'status'; readonly status: number; readonly headers?: Readonly<Record<string, string>> }
  /** The answer comes after this many ms of real time. */
  | { readonly kind: 'slow'; readonly ms: number }
  /** The connection is closed in the middle of the body. */
  | { readonly kind: 'cut-off' }
  /** Nothing more comes after the middle of the body. */
  | { readonly kind: 'stall' }
  /** A page instead of JSON. @default status 200 */
  | { readonly kind: 'garbage'; readonly status?: number }
  /** JSON that is not the vendor's. @default status 401 */
  | { readonly kind: 'wrong-envelope'; readonly status?: number }
  /** The connection is closed without a reply. */
  | { readonly kind: 'no-reply' }
  /** A body of 1 MB. @default status 200 */
  | { readonly kind: 'huge'; readonly status?: number }
  /** A redirect that keeps method and body. */
  | { readonly kind: 'redirect'; readonly to: string };

/** How an answer is sent. */
export type Delivery =
  | { readonly kind: 'whole'; readonly answer: Answer; readonly afterMs: number }
  | { readonly kind: 'half'; readonly answer: Answer; readonly isClosed: boolean }
  | { readonly kind: 'none' };

/** The outcome of a call under a fault; `process` executes the call. */
export function deliver(fault: Fault | undefined, process: () => Answer): Delivery {
  if (fault === undefined) return whole(process());
  if (typeof fault === 'number') return whole(refusal(fault));
  switch (fault.kind) {
    case 'status':
      return whole(refusal(fault.status, fault.headers));
    case 'slow':
      return { kind: 'whole', answer: process(), afterMs: fault.ms };
    case 'cut-off':
      return { kind: 'half', answer: process(), isClosed: true };
    case 'stall':
      return { kind: 'half', answer: process(), isClosed: false };
    case 'garbage':
      return whole(asPage(fault.status ?? 200));
    case 'wrong-envelope':
      return whole(asJson({ message: 'Unauthorized' }, {}, fault.status ?? 401));
    case 'no-reply':
      return { kind: 'none' };
    case 'huge':
      return whole(asJson('x'.repeat(1024 * 1024), {}, fault.status ?? 200));
    case 'redirect':
      return whole({ status: 307, headers: { location: fault.to }, body: '' });
  }
}

const whole = (answer: Answer): Delivery => ({ kind: 'whole', answer, afterMs: 0 });

/** The faults that still apply, in the order in which they were requested. */
export function createFaults() {
  let queue: { readonly fault: Fault; left: number }[] = [];
  return {
    add(fault: Fault, times: number): void {
      queue.push({ fault, left: times });
    },
    clear(): void {
      queue = [];
    },
    next(): Fault | undefined {
      queue = queue.filter(({ left }) => left > 0);
      const [first] = queue;
      if (first !== undefined) first.left -= 1;
      return first?.fault;
    },
  };
}
