import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Clock } from '../../lambda/runtime/clock.ts';
import { type Accounts, createAccounts } from './accounts.ts';
import type { Answer } from './answers.ts';
import { createFaults, type Delivery, deliver, type Fault } from './faults.ts';
import { createLoginLimit, type Environment } from './login-limit.ts';
import { createLog, type OctopusRequest } from './request-log.ts';
import { answerCall, type State } from './routes.ts';
import { createTokens } from './tokens.ts';
import { readCall, send } from './wire.ts';

type Interception = 'pass' | 'drop-before' | 'drop-after';

/** Whether a request arrives, and whether its answer does. A promise delays the request until it resolves. */
export type Intercept = (call: {
  readonly method: string;
  readonly path: string;
}) => Interception | Promise<Interception>;

export interface FakeOctopus extends AsyncDisposable {
  /** Without a slash at the end. */
  readonly url: string;
  readonly addAccount: Accounts['add'];
  readonly issuePair: Accounts['issuePair'];
  readonly revoke: Accounts['revoke'];
  /** Ends every session of a client account, as support may when it revokes a pair. */
  readonly endSessions: (clientId: number) => void;
  readonly allowOnly: Accounts['allowOnly'];
  /** Sets the address that callers appear to have from now on; `undefined` restores their own. */
  readonly callFrom: (address: string | undefined) => void;
  /** Makes the next requests fail, after those of earlier calls. @default times: 1 */
  readonly failNext: (fault: Fault, times?: number) => void;
  readonly clearFaults: () => void;
  /** Called for every request, before any fault applies. */
  intercept: Intercept;
  /** Every request that arrived, in order. It never contains a secret or a token. */
  readonly requests: readonly OctopusRequest[];
  /** How many logins were requested, successful or not. */
  readonly logins: number;
  /** How many logouts were requested. A rotation never requests one. */
  readonly logouts: number;
  /** How many TCP connections were opened. */
  readonly connections: number;
  readonly close: () => Promise<void>;
}

export interface FakeOctopusOptions {
  readonly clock: Pick<Clock, 'now'>;
  /** @default - one that is free */
  readonly port?: number;
  /** @default sandbox */
  readonly environment?: Environment;
}

/** Starts the vendor's API on the loopback address. Its rules are in the README beside this file. */
export async function startFakeOctopus(options: FakeOctopusOptions): Promise<FakeOctopus> {
  const { clock, port = 0, environment = 'sandbox' } = options;
  const accounts = createAccounts();
  const state: State = { accounts, tokens: createTokens(clock), limit: createLoginLimit(environment), now: clock.now };
  const faults = createFaults();
  const log = createLog();
  let callers: string | undefined;
  let connections = 0;

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const call = await readCall(request, callers);
    const record = log.add(call, clock.now());
    const delivery = intercepted(await octopus.intercept(call), () => answerCall(state, call));
    record.status = delivery.kind === 'none' ? undefined : delivery.answer.status;
    await send(response, delivery);
  }

  function intercepted(interception: Interception, process: () => Answer): Delivery {
    if (interception === 'pass') return deliver(faults.next(), process);
    if (interception === 'drop-after') process();
    return { kind: 'none' };
  }

  const server = createServer((request, response) => void serve(request, response).catch(() => response.destroy()));
  server.on('connection', () => {
    connections += 1;
  });
  const octopus: FakeOctopus = {
    url: await listen(server, port),
    addAccount: accounts.add,
    issuePair: accounts.issuePair,
    revoke: accounts.revoke,
    endSessions: state.tokens.revokeAllOf,
    allowOnly: accounts.allowOnly,
    callFrom(address) {
      callers = address;
    },
    failNext: (fault, times = 1) => faults.add(fault, times),
    clearFaults: faults.clear,
    intercept: () => 'pass',
    requests: log.requests,
    get logins() {
      return log.count('/auth/login');
    },
    get logouts() {
      return log.count('/auth/logout');
    },
    get connections() {
      return connections;
    },
    close: () => close(server),
    [Symbol.asyncDispose]: () => close(server),
  };
  return octopus;
}

async function listen(server: Server, port: number): Promise<string> {
  await once(server.listen(port, '127.0.0.1'), 'listening');
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : port}`;
}

async function close(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  await closed;
}
