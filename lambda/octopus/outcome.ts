import * as z from 'zod/mini';
import { parseRetryAfter } from './retry-after.ts';

/** Why a login had no result. A closed list: no text of a reply ever gets into an outcome. */
export type Unavailability =
  | 'RATE_LIMITED'
  | 'SERVER_ERROR'
  | 'NETWORK'
  | 'TIMEOUT'
  | 'UNEXPECTED_BODY'
  | 'UNEXPECTED_STATUS'
  | 'NO_ENVELOPE'
  | 'BODY_TOO_LARGE';

/** The outcome of a login: one for each of the four things that people do next. */
export type LoginOutcome =
  | { readonly kind: 'accepted'; readonly clientId: string }
  | { readonly kind: 'rejected'; readonly code: string }
  | { readonly kind: 'blocked'; readonly code: string }
  | { readonly kind: 'unavailable'; readonly code: Unavailability; readonly retryAfterMs?: number };

export interface LoginReply {
  readonly status: number;
  /** `undefined` when it was too large to be read. */
  readonly body: string | undefined;
  /** The header `Retry-After`, as it came. */
  readonly retryAfter?: string | undefined;
  readonly now: Date;
}

const token = z.string().check(z.minLength(1));
const accepted = z.object({
  success: z.literal(true),
  data: z.object({ access_token: token, refresh_token: token, client_id: z.int() }),
});
const envelope = z.object({ error: z.object({ code: z.string() }) });

/**
 * The vendor's errors that say something about the pair, or about our address. A 400 is about the pair's own text:
 * our request always has both fields.
 */
const verdicts: ReadonlyMap<string, 'rejected' | 'blocked'> = new Map([
  ['400 VALIDATION_FAILURE', 'rejected'],
  ['401 UNAUTHORIZED', 'rejected'],
  ['403 FORBIDDEN', 'blocked'],
]);

/** Rate limits and errors of the vendor: nothing in the body would change what they mean. */
export const isTemporary = (status: number): boolean => status === 429 || status >= 500;

/** Judges by the status and `error.code` alone: the vendor may change every message, and a proxy may answer for it. */
export function judgeLogin({ status, body, retryAfter, now }: LoginReply): LoginOutcome {
  if (isTemporary(status)) return temporaryFailure(status, parseRetryAfter(retryAfter ?? '', now));
  if (body === undefined) return { kind: 'unavailable', code: 'BODY_TOO_LARGE' };
  if (status === 200) return judgeTokens(body);
  const code = envelope.safeParse(parse(body)).data?.error.code ?? '';
  const kind = verdicts.get(`${status} ${code}`);
  if (kind !== undefined) return { kind, code };
  return { kind: 'unavailable', code: [400, 401, 403].includes(status) ? 'NO_ENVELOPE' : 'UNEXPECTED_STATUS' };
}

function temporaryFailure(status: number, retryAfterMs: number | undefined): LoginOutcome {
  const code = status === 429 ? 'RATE_LIMITED' : 'SERVER_ERROR';
  return { kind: 'unavailable', code, ...(retryAfterMs !== undefined && { retryAfterMs }) };
}

function judgeTokens(body: string): LoginOutcome {
  const read = accepted.safeParse(parse(body));
  if (!read.success) return { kind: 'unavailable', code: 'UNEXPECTED_BODY' };
  return { kind: 'accepted', clientId: String(read.data.data.client_id) };
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
