import { type Explanation, filler, fillers, of } from '../explanation.ts';

export const secrets: readonly Explanation[] = [
  ...of('secrets/credential-name.ts', {
    credentialOf: [
      [
        '/^arn:[\\w-]+:secretsmanager:[\\w-]+:\\d{12}:secret:/',
        '/arn:[\\w-]+:secretsmanager:[\\w-]+:\\d{12}:secret:/',
        'the text before it stays, and is not octopus-cards',
      ],
      ["''", filler, 'neither text is a name', 3],
    ],
  }),
  ...of('secrets/json.ts', {
    parseObject: [
      ['text === undefined', 'false', 'undefined is not JSON either'],
      ['{ return undefined; }', '{}', 'the function returns undefined, too'],
    ],
  }),
  ...of('secrets/label.ts', {
    parseLabel: [["''", filler, 'a split text has a first part']],
    isInstant: [
      ["typeof text === 'string'", 'true', 'a value that is not a text is not an instant when converted to one'],
    ],
    isoInstant: [
      [
        '/^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ$/',
        '/^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ/',
        'Date.parse refuses trailing text',
      ],
    ],
  }),
  ...of('secrets/pair.ts', {
    condensed: [
      [
        "text.replace(/[\\s\\p{C}]/gu, '').toLowerCase()",
        "text.replace(/[\\s\\p{C}]/gu, '').toUpperCase()",
        'both texts are normalized by it',
      ],
    ],
  }),
  ...of('secrets/secret-store.ts', {
    createSecretStore: [
      ['[]', fillers, 'AWS answers GetSecretValue with labels'],
      ['!(error instanceof AwsCallFailed)', 'false', 'a call fails with no other error'],
    ],
    misplaced: [["'InvalidRequestException'", '""', 'AWS has refused with either error; the local AWS has only one']],
    viewOf: [
      ["''", filler, 'AWS names every secret', 1],
      ["''", filler, 'AWS names every secret', 2],
    ],
  }),
  ...of('secrets/secret-view.ts', {
    versionWith: [
      ['view.stages[versionId]?.includes', 'view.stages[versionId].includes', 'a key of an object has a value'],
    ],
    has: [['view.stages[versionId]?.includes', 'view.stages[versionId].includes', 'a key of an object has a value']],
    stateLabels: [['[]', fillers, 'the filler is not a state label', 1]],
    afterMove: [['[]', fillers, 'the filler is not a state label']],
  }),
  ...of('secrets/state-label.ts', {
    byForce: [
      ['false', 'true', 'a sort moves an element that compares as less, and the other comparison says the same', 1],
      ['false', 'true', 'a sort moves an element that compares as less, and the other comparison says the same', 2],
    ],
  }),
];
