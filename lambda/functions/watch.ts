import { isDeepStrictEqual } from 'node:util';
import type { Notice } from '../notices/notice.ts';
import type { LoginOutcome } from '../octopus/outcome.ts';
import { intakeNameOf } from '../secrets/credential-name.ts';
import type { CredentialValue } from '../secrets/credential-value.ts';
import { createSecretStore, type SecretStore } from '../secrets/secret-store.ts';
import { afterMove } from '../secrets/secret-view.ts';
import type { Measures } from '../watch/measure.ts';
import { runWatch } from '../watch/run-watch.ts';
import type { Watched } from '../watch/watched.ts';
import { createRunByHand, type Run } from './by-hand.ts';
import type { FunctionPorts, Invocation } from './function-ports.ts';

export interface WatchPorts extends FunctionPorts {
  /** Where the figures of a run go. */
  readonly emit: (credential: string, measures: Measures) => void;
}

/** What a run answers to whoever started it manually. */
export interface WatchReport {
  readonly credential: string;
  readonly dryRun: boolean;
  /** What was mailed; in a dry run, what would have been. */
  readonly notices: readonly Notice[];
  readonly measures: Measures;
  readonly live: LiveReport;
  /** CIDRs from which the function reaches the vendor; empty when they are not fixed. */
  readonly egress: readonly string[];
}

interface LiveReport {
  readonly value: CredentialValue['kind'];
  /** The outcome of the login with the live pair; left out where none was made. */
  readonly login?: { readonly kind: LoginOutcome['kind']; readonly code?: string };
}

/** What a run has found so far. */
interface RunResult {
  readonly notices: Notice[];
  login?: LoginOutcome;
}

/**
 * The daily watch over one credential: reminder, login check of the live pair, proof of each open revocation.
 * A part that fails does not stop the others; the run fails at its end, and Lambda tries it again.
 */
export function createWatch(ports: WatchPorts): (event: unknown, invocation: Invocation) => Promise<WatchReport> {
  const kind = { run: 'watch', flag: 'dryRun', verdict: 'Watched' } as const;
  return createRunByHand(ports, kind, async (run) => {
    const { credential, isSet: dryRun } = run;
    const result: RunResult = { notices: [] };
    const { measures, value } = await runWatch(prepare(ports, run, result));
    if (!dryRun) ports.emit(credential, measures);
    const { notices, login } = result;
    const live = { value, ...(login !== undefined && { login: reportLogin(login) }) };
    return { credential, dryRun, notices, measures, live, egress: ports.config.egress };
  });
}

function prepare(
  ports: WatchPorts,
  { credential, secretId, isSet: dryRun, deadline }: Run,
  result: RunResult,
): Watched {
  const { config, secretsManager, notify, octopus, clock, log } = ports;
  const store = createSecretStore(secretsManager, secretId);
  return {
    origin: { environment: config.environment, credential },
    credential: dryRun ? readOnly(store) : store,
    intake: createSecretStore(secretsManager, intakeNameOf(config.environment, credential)),
    login: (pair, { maxTries }) => octopus.login(pair, { deadline, maxTries }),
    noteLogin(outcome) {
      result.login = outcome;
    },
    async notify(notice) {
      // What could not be recorded is found open again in the same run, and has been sent already.
      if (result.notices.some((earlier) => isDeepStrictEqual(earlier, notice))) return;
      if (!dryRun) await notify(notice);
      result.notices.push(notice);
    },
    record(transition) {
      if (!dryRun) log.transition({ credential, ...transition });
    },
    clock,
    egress: config.egress,
    remindDaysBefore: config.remindDaysBefore,
  };
}

/** Without the client account, which nobody has asked for. */
const reportLogin = (outcome: LoginOutcome): LiveReport['login'] =>
  outcome.kind === 'accepted' ? { kind: outcome.kind } : { kind: outcome.kind, code: outcome.code };

/** A dry run changes no label. It goes on as if it had, so that it reports what a run would send, and nothing twice. */
function readOnly(store: SecretStore): SecretStore {
  const moves: (readonly [label: string, to: string | undefined])[] = [];
  return {
    ...store,
    describe: async () => moves.reduce((view, [label, to]) => afterMove(view, label, to), await store.describe()),
    put: async () => {},
    attach: async (label, versionId) => void moves.push([label, versionId]),
    detach: async (label) => void moves.push([label, undefined]),
    moveCurrent: async () => false,
  };
}
