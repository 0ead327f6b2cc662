import { createHash } from 'node:crypto';
import { Aws, Duration } from 'aws-cdk-lib';
import { PolicyDocument, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnSchedule, CfnScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import type { Environment } from '../environment.ts';
import { allow } from '../functions/function-rights.ts';
import { arnOf, environmentName } from '../names.ts';

/** The scheduler puts the time here for which a run was planned, also when it delivers it late. */
const scheduledAt = '<aws.scheduler.scheduled-time>';

export interface WatchSchedulesProps {
  /** The environment of the credentials. */
  readonly environment: Environment;
  /** The ARN of the function that watches a credential. */
  readonly watchArn: string;
  /** The ARN of the queue that takes the events that the scheduler could not deliver to the function. */
  readonly givenUpQueueArn: string;
}

/** Starts the watch of each credential every hour. */
export class WatchSchedules extends Construct {
  private readonly group: CfnScheduleGroup;
  private readonly target: Omit<CfnSchedule.TargetProperty, 'input'>;

  constructor(scope: Construct, id: string, { environment, watchArn, givenUpQueueArn }: WatchSchedulesProps) {
    super(scope, id);
    const name = environmentName(environment);
    this.group = new CfnScheduleGroup(this, 'Group', { name });
    const role = new Role(this, 'Role', {
      description: `Of the schedules of the group ${name}`,
      // The scheduler sends the ARN of the schedule's group as the source, never that of the schedule.
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: {
          StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
          ArnEquals: { 'aws:SourceArn': arnOf('scheduler', `schedule-group/${name}`) },
        },
      }),
      inlinePolicies: {
        Start: new PolicyDocument({
          statements: [allow(watchArn, ['lambda:InvokeFunction']), allow(givenUpQueueArn, ['sqs:SendMessage'])],
        }),
      },
    });
    this.target = {
      arn: watchArn,
      roleArn: role.roleArn,
      deadLetterConfig: { arn: givenUpQueueArn },
      // As often as AWS allows, for a day: the full run takes place once a day, and an outage must not lose it.
      retryPolicy: { maximumEventAgeInSeconds: Duration.days(1).toSeconds(), maximumRetryAttempts: 185 },
    };
  }

  /** Adds the schedule of a credential, with its name and the ARNs of the roles that read it. The scope is the credential, so that both are removed together. */
  add(scope: Construct, credential: string, readers: readonly string[] = []): void {
    new CfnSchedule(scope, 'WatchSchedule', {
      groupName: this.group.ref,
      name: credential,
      description: `Starts the watch of the credential ${credential}`,
      scheduleExpression: `cron(${minuteOf(credential)} * * * ? *)`,
      scheduleExpressionTimezone: 'UTC',
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        ...this.target,
        input: JSON.stringify({ credential, scheduledAt, ...(readers.length > 0 && { readers }) }),
      },
    });
  }
}

/** Spreads the credentials over the hour, by name, so that adding a credential moves no other. */
export const minuteOf = (credential: string): number =>
  createHash('sha256').update(credential).digest().readUInt32BE() % 60;
