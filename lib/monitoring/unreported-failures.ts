import { FilterPattern, type JsonPattern } from 'aws-cdk-lib/aws-logs';

/** The verdicts of createSecret that a notice reports to operations. A test compares them with those of `lambda/`. */
export const reportedVerdicts = [
  'NothingStaged',
  'AlreadyLive',
  'MalformedPair',
  'LiveElsewhere',
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
 * Log lines about failures of the rotation that no notice reports. Our own line has the verdict. The line that Lambda's
 * runtime writes about the same error has another service and is not counted.
 *
 * The step finishSecret mails no refusal. The step testSecret mails the refusal of a pending pair, with a reason that names
 * testSecret. It mails nothing about the live pair, which it tests when a schedule is configured.
 */
const failedStep = all(
  is('service', 'octopus-cards-rotation'),
  is('level', 'ERROR'),
  any(
    all(...reportedVerdicts.map((verdict) => isNot('verdict', verdict))),
    is('step', 'finishSecret'),
    all(is('step', 'testSecret'), isNot('reason', '*found in testSecret*')),
  ),
);

/**
 * A run that could not write its own line. The status `error` is not counted: a thrown verdict has it too, with the type
 * Runtime.Unknown, because Lambda keeps no error names but its own.
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
 * A failed run of a function without steps. Such a function logs no ERROR about what a notice reports, so every line of
 * level ERROR counts, ours as well as those of Lambda's runtime.
 */
const failedRun = is('level', 'ERROR');

const ofEvery = { CutOff: cutOff, NotStarted: notStarted } as const;

/** The patterns by function. Each is a metric filter of its own, because a pattern is limited to 1,024 characters. */
export const unreportedFailures = {
  rotate: { FailedStep: failedStep, ...ofEvery },
  watch: { FailedRun: failedRun, ...ofEvery },
  rollback: { FailedRun: failedRun, ...ofEvery },
} as const;
