import { createHash } from 'node:crypto';
import { Aws, Duration } from 'aws-cdk-lib';
import { PolicyDocument, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnSchedule, CfnScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import { allow } from './function-rights.ts';
import { arnOf, environmentName } from './names.ts';
import type { Environment } from './settings.ts';

export interface WatchSchedulesProps {
  readonly environment: Environment;
  readonly watchArn: string;
  /** Takes what the scheduler could not hand to the function. */
  readonly givenUpQueueArn: string;
}

/** Starts the watch of every credential once a day. */
export class WatchSchedules extends Construct {
  private readonly group: CfnScheduleGroup;
  private readonly target: Omit<CfnSchedule.TargetProperty, 'input'>;

  constructor(scope: Construct, id: string, { environment, watchArn, givenUpQueueArn }: WatchSchedulesProps) {
    super(scope, id);
    const name = environmentName(environment);
    this.group = new CfnScheduleGroup(this, 'Group', { name });
    const role = new Role(this, 'Role', {
      description: `Of the schedules of the group ${name}`,
      // The scheduler names the group of the schedule, never the schedule.
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
      // Until the next one is due, and as often as AWS tries at all: an outage of a day loses no watch.
      retryPolicy: { maximumEventAgeInSeconds: Duration.days(1).toSeconds(), maximumRetryAttempts: 185 },
    };
  }

  /** The schedule of one credential, called like it. The scope is the credential, so that it comes and goes with it. */
  add(scope: Construct, credential: string): void {
    new CfnSchedule(scope, 'WatchSchedule', {
      groupName: this.group.ref,
      name: credential,
      description: `Starts the watch of the credential ${credential}`,
      scheduleExpression: `cron(${minuteOf(credential)} 8 * * ? *)`,
      scheduleExpressionTimezone: 'UTC',
      flexibleTimeWindow: { mode: 'OFF' },
      target: { ...this.target, input: JSON.stringify({ credential }) },
    });
  }
}

/** Spreads the credentials over the hour. By name, so that no credential moves when another one comes. */
export const minuteOf = (credential: string): number =>
  createHash('sha256').update(credential).digest().readUInt32BE() % 60;
