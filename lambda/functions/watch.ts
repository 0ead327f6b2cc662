import { isDeepStrictEqual } from 'node:util';
import type { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import * as z from 'zod/mini';
import type { Notice } from '../notices/notice.ts';
import type { LoginOutcome } from '../octopus/outcome.ts';
import { intakeNameOf } from '../secrets/credential-name.ts';
import type { CredentialValue } from '../secrets/credential-value.ts';
import { toInstant } from '../secrets/label.ts';
import { createSecretStore, type SecretStore } from '../secrets/secret-store.ts';
import { afterMove, type SecretView } from '../secrets/secret-view.ts';
import type { StateLabel } from '../secrets/state-label.ts';
import type { Measures } from '../watch/measure.ts';
import { runWatch, type Scope } from '../watch/run-watch.ts';
import type { Watched } from '../watch/watched.ts';
import type { FunctionPorts, Invocation } from './function-ports.ts';
import { handoverPorts } from './handover-ports.ts';
import { lookUpBehind } from './look-up-behind.ts';
import { createRunForCredential, type Run } from './run-for-credential.ts';

export interface WatchPorts extends FunctionPorts {
  /** The client is made when it is needed: few runs look up who has read a secret. */
  readonly cloudTrail: () => Promise<CloudTrailClient>;
  /** Where the figures of a run go. */
  readonly emit: (credential: string, measures: Measures) => void;
}

/** What a run answers to whoever started it manually. */
export interface WatchReport {
  readonly credential: string;
  readonly dryRun: boolean;
  /** What was mailed; in a dry run, what would have been. */
  readonly notices: readonly Notice[];
  /** Left out when nothing is open: an hourly run looks no further then. */
  readonly measures?: Measures;
  readonly live?: LiveReport;
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

const options = z.strictObject({
  dryRun: z.optional(z.boolean()),
  /** For which time the scheduler planned the run. UTC. */
  scheduledAt: z.optional(z.iso.datetime()),
  /** The ARNs of the roles that the settings allow to read the secret. */
  readers: z.optional(z.array(z.string())),
  /** An operator's decision about the requests that wait: "complete", or until when they wait longer. */
  handover: z.optional(z.union([z.literal('complete'), z.iso.datetime()])),
  /** The ARN of that operator. */
  by: z.optional(z.string()),
});

type Options = z.output<typeof options>;

const kind = {
  run: 'watch',
  options,
  expected: '"dryRun": true, or "handover": "complete" or "<date>"',
  verdict: 'Watched',
} as const;

/** The hour of the day, in UTC, of the run that does everything. */
const fullRunHour = 8;

function scopeOf({ scheduledAt, handover, by = 'unknown' }: Options): Scope {
  if (handover !== undefined) {
    const until = handover === 'complete' ? undefined : toInstant(new Date(handover));
    return { kind: 'handover', decision: { until, by } };
  }
  const isHourly = scheduledAt !== undefined && new Date(scheduledAt).getUTCHours() !== fullRunHour;
  return { kind: isHourly ? 'hourly' : 'full' };
}

/**
 * The watch over one credential: reminder, check of the live pair, proof for each pair that is to be revoked.
 * A part that fails does not stop the others; the run fails at its end, and Lambda tries it again.
 */
export function createWatch(ports: WatchPorts): (event: unknown, invocation: Invocation) => Promise<WatchReport> {
  return createRunForCredential(ports, kind, async (run) => {
    const { credential, options: given } = run;
    const { dryRun = false } = given;
    const result: RunResult = { notices: [] };
    const scope = scopeOf(given);
    const seen = await runWatch(prepare(ports, run, result), scope);
    const { notices, login } = result;
    const report = { credential, dryRun, notices, egress: ports.config.egress };
    if (seen === undefined) return report;
    const { measures, value } = seen;
    // AWS bills a metric for each hour in which a figure is sent.
    if (!dryRun && scope.kind === 'full') ports.emit(credential, measures);
    return { ...report, measures, live: { value, ...(login !== undefined && { login: reportLogin(login) }) } };
  });
}

function prepare(
  ports: WatchPorts,
  { credential, secretId, options: { dryRun = false, scheduledAt, readers: named = [] }, deadline }: Run<Options>,
  result: RunResult,
): Watched {
  const { config, secretsManager, notify, octopus, clock, log } = ports;
  const store = createSecretStore(secretsManager, secretId);
  // Only the schedule names the readers, so support is asked by a run that it has started, or by a person's decision.
  const behind = (due: StateLabel, view: SecretView) =>
    lookUpBehind({ ...ports, named, environment: config.environment }, view, due);
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
    handover: { ...handoverPorts(ports, credential), ...(scheduledAt !== undefined && { behind }) },
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
