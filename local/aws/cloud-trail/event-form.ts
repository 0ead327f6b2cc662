import type { Place } from '../secrets/state.ts';
import type { TrailEvent } from './trail.ts';

/** An event as LookupEvents shows it. */
export function eventForm(event: TrailEvent, place: Place) {
  return {
    EventId: event.id,
    EventName: event.name,
    ReadOnly: 'true',
    AccessKeyId: event.caller,
    EventTime: Math.floor(event.at.getTime() / 1000),
    EventSource: sourceOf(event),
    Username: lastPartOf(event.arn),
    Resources: resourcesOf(event),
    // Made for the events of a page only.
    get CloudTrailEvent() {
      return JSON.stringify(recordOf(event, place));
    },
  };
}

/** Whether a read names its secret as a resource is not documented, so it does not. */
function resourcesOf({ keyArn }: TrailEvent) {
  return keyArn === undefined ? [] : [{ ResourceType: 'AWS::KMS::Key', ResourceName: keyArn }];
}

const sourceOf = ({ name }: TrailEvent): string =>
  name === 'Decrypt' ? 'kms.amazonaws.com' : 'secretsmanager.amazonaws.com';

const lastPartOf = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1);

/** The record itself, with what a reader of it needs; AWS's has more members. */
function recordOf(event: TrailEvent, { region, accountId }: Place): object {
  const { id, at, name, requestParameters, keyArn } = event;
  return {
    eventVersion: '1.11',
    userIdentity: userIdentity(event, accountId),
    // CloudTrail has no fractions of a second.
    eventTime: `${at.toISOString().slice(0, 19)}Z`,
    eventSource: sourceOf(event),
    eventName: name,
    awsRegion: region,
    requestParameters,
    responseElements: null,
    eventID: id,
    readOnly: true,
    ...(keyArn !== undefined && { resources: [{ accountId, type: 'AWS::KMS::Key', ARN: keyArn }] }),
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: accountId,
    eventCategory: 'Management',
  };
}

function userIdentity({ arn, principalArn, caller, keyArn }: TrailEvent, accountId: string): object {
  const about = {
    arn,
    accountId,
    accessKeyId: caller,
    // A key is used by Secrets Manager, on behalf of whoever reads.
    ...(keyArn !== undefined && { invokedBy: 'secretsmanager.amazonaws.com' }),
  };
  if (!arn.includes(':assumed-role/')) return { type: 'IAMUser', ...about, userName: lastPartOf(arn) };
  const sessionIssuer = { type: 'Role', arn: principalArn, accountId, userName: lastPartOf(principalArn) };
  return { type: 'AssumedRole', ...about, sessionContext: { sessionIssuer } };
}
