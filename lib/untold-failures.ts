import { FilterPattern, type JsonPattern } from 'aws-cdk-lib/aws-logs';

/** Verdicts of createSecret that a notice has told to ops. A test holds them against those of `lambda/`. */
export const toldVerdicts = [
  'NothingStaged',
  'AlreadyLive',
  'MalformedPair',
  'AwaitingRevocation',
  'TooManyOutstanding',
  'Rejected',
  'EgressBlocked',
  'ClientMismatch',
] as const;

const is = (field: string, value: string): JsonPattern => FilterPattern.stringValue(`$.${field}`, '=', value);
const isNot = (field: string, value: string): JsonPattern => FilterPattern.stringValue(`$.${field}`, '!=', value);
const any = (...patterns: JsonPattern[]): JsonPattern => FilterPattern.any(...patterns);
const all = (...patterns: JsonPattern[]): JsonPattern => FilterPattern.all(...patterns);

/**
 * Log lines about failures that no notice has told. Our own line tells the verdict; the line that Lambda's runtime writes
 * about the same error is not ours and not counted.
 *
 * finishSecret mails no refusal. testSecret mails the one of a pending pair, and its text says where it was found; the
 * live pair, which it tests when a schedule is configured, is in no mail.
 */
const failedStep = all(
  is('service', 'octopus-cards-rotation'),
  is('level', 'ERROR'),
  any(
    all(...toldVerdicts.map((verdict) => isNot('verdict', verdict))),
    is('step', 'finishSecret'),
    all(is('step', 'testSecret'), isNot('reason', '*found in testSecret*')),
  ),
);

/**
 * A run that could not write its own line. The status `error` says nothing: a verdict that was thrown has it too, with
 * the type Runtime.Unknown, because Lambda keeps no names but its own.
 */
const cutOff = all(
  is('type', 'platform.report'),
  any(
    is('record.status', 'timeout'),
    is('record.status', 'failure'),
    all(is('record.errorType', 'Runtime.*'), isNot('record.errorType', 'Runtime.Unknown')),
  ),
);

const notStarted = all(
  is('type', 'platform.initReport'),
  any(is('record.status', 'timeout'), is('record.status', 'failure'), is('record.status', 'error')),
);

/**
 * A run of a function that has no steps. What it has told by a notice is no failure of its own, so that every line of
 * level ERROR counts, be it ours or that of Lambda's runtime.
 */
const failedRun = is('level', 'ERROR');

const ofEvery = { CutOff: cutOff, NotStarted: notStarted } as const;

/** By function. One filter each: a pattern may have 1,024 characters. */
export const untoldFailures = {
  rotate: { FailedStep: failedStep, ...ofEvery },
  watch: { FailedRun: failedRun, ...ofEvery },
  rollback: { FailedRun: failedRun, ...ofEvery },
} as const;
