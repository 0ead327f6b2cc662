import type { Accounts } from './accounts.ts';
import { type Answer, asJson, notModelled, refusal } from './answers.ts';
import type { createLoginLimit } from './login-limit.ts';
import type { Tokens } from './tokens.ts';

export interface Call {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly authorization: string;
  /** The fields of a JSON body; empty if there is no such body. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** The address that the server believes the caller has. */
  readonly caller: string;
}

export interface State {
  readonly accounts: Accounts;
  readonly tokens: Tokens;
  readonly limit: ReturnType<typeof createLoginLimit>;
  readonly now: () => Date;
}

const products = [
  { id: 1, name: 'Test card 10' },
  { id: 2, name: 'Test card 50' },
];

/** Answers a call as the vendor does. The order of the checks is ours: the vendor does not document it. */
export function answerCall(state: State, call: Call): Answer {
  const route = routes[`${call.method} ${call.path}`];
  return route === undefined ? notModelled(call.method, call.path) : route(state, call);
}

const routes: Readonly<Record<string, (state: State, call: Call) => Answer>> = {
  'POST /auth/login': logIn,
  'POST /auth/refresh': refresh,
  'POST /auth/logout': (state, call) =>
    authorized(state, call, (clientId) => {
      state.tokens.revokeAllOf(clientId);
      return asJson({ success: true });
    }),
  'GET /api/v1/products': (state, call) =>
    authorized(state, call, () => {
      const total = String(products.length);
      return asJson(products, { 'X-Page': '1', 'X-Per-Page': '50', 'X-Total-Count': total, 'X-Has-More': 'false' });
    }),
};

function logIn({ accounts, tokens, limit, now }: State, { fields, caller }: Call): Answer {
  const { username, password } = fields;
  if (!isFilled(username) || !isFilled(password)) return refusal(400);
  const clientId = accounts.clientOfKey(username);
  if (clientId === undefined) return refusal(401);
  const retryAfter = limit.take(clientId, now().getTime());
  if (retryAfter !== undefined) return refusal(429, { 'Retry-After': String(retryAfter) });
  if (!accounts.isAllowed(clientId, caller)) return refusal(403);
  if (!accounts.isValid({ apiKey: username, apiSecret: password })) return refusal(401);
  return asJson({ success: true, data: tokens.issue(clientId) });
}

function refresh({ accounts, tokens }: State, { fields, caller }: Call): Answer {
  const token = fields.refresh_token;
  if (!isFilled(token)) return refusal(400);
  const clientId = tokens.clientOf('refresh', token);
  if (clientId === undefined) return refusal(401);
  if (!accounts.isAllowed(clientId, caller)) return refusal(403);
  tokens.revoke(token);
  return asJson({ success: true, data: tokens.issue(clientId) });
}

/** Calls `answer` with the client account if the caller may make the call. */
function authorized({ accounts, tokens }: State, call: Call, answer: (clientId: number) => Answer): Answer {
  const token = /^Bearer (\S+)$/.exec(call.authorization)?.[1] ?? '';
  const clientId = tokens.clientOf('access', token);
  if (clientId === undefined) return refusal(401);
  return accounts.isAllowed(clientId, call.caller) ? answer(clientId) : refusal(403);
}

const isFilled = (value: unknown): value is string => typeof value === 'string' && value !== '';
