/** The verdicts that refuse a staged pair, in the order of the checks. Ops is notified of each once. */
export const refusingVerdicts = [
  'AlreadyLive',
  'MalformedPair',
  'LiveElsewhere',
  'AwaitingRevocation',
  'TooManyOutstanding',
  'Rejected',
  'EgressBlocked',
  'ClientMismatch',
] as const;
export type RefusingVerdict = (typeof refusingVerdicts)[number];
