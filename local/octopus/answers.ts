/** An answer as the server sends it. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export const asJson = (body: unknown, headers: Readonly<Record<string, string>> = {}, status = 200): Answer => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});

export const asPage = (status: number): Answer => ({
  status,
  headers: { 'content-type': 'text/html' },
  body: `<html><body><h1>${status}</h1>this page is of a gateway</body></html>`,
});

/** Name, code and message of the vendor's errors, by status. */
const errors: Readonly<Record<number, readonly [name: string, code: string, message: string]>> = {
  400: ['ValidationException', 'VALIDATION_FAILURE', 'Validation failed'],
  401: ['UnauthorizedError', 'UNAUTHORIZED', 'Invalid credentials'],
  403: ['ForbiddenError', 'FORBIDDEN', 'IP address not authorized'],
  429: ['TooManyRequestsError', 'TOO_MANY_REQUESTS', 'Too many requests'],
  500: ['InternalServerError', 'INTERNAL_SERVER_ERROR', 'Internal server error'],
};

/** An error in the vendor's envelope. A status that the vendor does not document gets a code that says so. */
export function refusal(status: number, headers: Readonly<Record<string, string>> = {}): Answer {
  const [name, code, message] = errors[status] ?? ['UndocumentedError', 'UNDOCUMENTED', `Status ${status}`];
  return asJson({ error: { name, code, message } }, headers, status);
}

export const notModelled = (method: string, path: string): Answer => {
  const message = `${method} ${path} is not modelled by the local Octopus`;
  return asJson({ error: { name: 'NotModelled', code: 'NOT_MODELLED', message } }, {}, 501);
};
