import type { MovableClock } from '../clock.ts';
import { AwsError, notModelled } from './aws-error.ts';
import type { AccessControl } from './iam/access-control.ts';
import { getMetricData } from './metric-data.ts';
import { createMetrics } from './metrics.ts';
import type { Queues } from './queues.ts';
import { type Request, readRequest } from './secrets/check.ts';
import type { Place } from './secrets/state.ts';
import { jsonReply, type WireRequest } from './wire/reply.ts';

type AlarmState = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

/** An alarm as DescribeAlarms shows it. It is not evaluated: its state is the one that it was given. */
export interface LocalAlarm {
  readonly name: string;
  readonly description: string;
  readonly actionsEnabled: boolean;
  readonly state: AlarmState;
}

export interface CloudWatchControls {
  /** Returns the alarm's ARN. */
  readonly addAlarm: (alarm: LocalAlarm) => string;
  /** Changes the state of an existing alarm, or whether its actions are enabled. */
  readonly changeAlarm: (name: string, change: Partial<Omit<LocalAlarm, 'name'>>) => void;
  readonly removeAlarm: (name: string) => void;
  /** Reads the metrics that are embedded in a line of a function, as CloudWatch Logs does. */
  readonly readLine: (line: string) => void;
}

interface CloudWatchParts {
  readonly clock: MovableClock;
  readonly place: Place;
  readonly access: AccessControl;
  readonly queues: Queues;
}

interface Alarm extends LocalAlarm {
  readonly since: Date;
}

const refused = (message: string): AwsError => new AwsError('AccessDeniedException', message, 403);

/** CloudWatch, JSON 1.0. */
export function createCloudWatch({ clock, place, access, queues }: CloudWatchParts) {
  const alarms = new Map<string, Alarm>();
  const metrics = createMetrics({ clock });
  const arnOf = (name: string) => `arn:aws:cloudwatch:${place.region}:${place.accountId}:alarm:${name}`;

  const operations = new Map<string, { readonly resource: string; readonly answer: (request: Request) => object }>([
    // A caller who lists some alarms needs the right to list all.
    [
      'DescribeAlarms',
      { resource: arnOf('*'), answer: (request) => describeAlarms([...alarms.values()], request, arnOf) },
    ],
    ['GetMetricData', { resource: '*', answer: (request) => getMetricData(request, { clock, metrics, queues }) }],
  ]);

  const controls: CloudWatchControls = {
    addAlarm(alarm) {
      alarms.set(alarm.name, { ...alarm, since: clock.now() });
      return arnOf(alarm.name);
    },
    changeAlarm(name, change) {
      const found = alarms.get(name);
      if (found === undefined) throw new Error(`there is no alarm ${name}`);
      alarms.set(name, { ...found, ...change, since: clock.now() });
    },
    removeAlarm: (name) => void alarms.delete(name),
    readLine: metrics.read,
  };

  return {
    controls,
    async answer({ call, body }: WireRequest) {
      const operation = operations.get(call.operation);
      if (operation === undefined) throw notModelled('cloudwatch', call.operation);
      const { resource, answer } = operation;
      access.authorize(call.accessKeyId, { action: `cloudwatch:${call.operation}`, resource }, refused);
      return jsonReply(answer(readRequest(body)));
    },
  };
}

/** By name, in pages of 50 unless the request gives another size. */
function describeAlarms(alarms: readonly Alarm[], request: Request, arnOf: (name: string) => string): object {
  const { AlarmNamePrefix: prefix = '', MaxRecords: most = 50, NextToken: token = '0', ...others } = request;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) throw notModelled('cloudwatch', `DescribeAlarms with ${unknown}`);
  const found = alarms.filter(({ name }) => name.startsWith(String(prefix)));
  const [start, end] = [Number(token), Number(token) + Number(most)];
  return {
    MetricAlarms: found
      .toSorted((a, b) => a.name.localeCompare(b.name))
      .slice(start, end)
      .map(({ name, description, actionsEnabled, state, since }) => ({
        AlarmName: name,
        AlarmArn: arnOf(name),
        AlarmDescription: description,
        ActionsEnabled: actionsEnabled,
        StateValue: state,
        StateUpdatedTimestamp: since.getTime() / 1000,
      })),
    CompositeAlarms: [],
    ...(end < found.length && { NextToken: String(end) }),
  };
}
