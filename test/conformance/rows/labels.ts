import { refusal } from '../../local/aws/an-aws.ts';
import { type AnswerRow, first, labelsOf, second, taken, third } from '../row.ts';

const answer = { kind: 'answer', operation: 'UpdateSecretVersionStage' } as const;

export const labelRows: readonly AnswerRow[] = [
  {
    ...answer,
    fact: 'moves AWSCURRENT, AWSPREVIOUS behind it, and leaves AWSPENDING on the new version',
    source: 'recorded',
    aws: { [first]: ['AWSPREVIOUS'], [second]: ['AWSCURRENT', 'AWSPENDING'] },
    async ask({ secret }) {
      await secret.put('second', ['AWSPENDING'], second);
      await secret.stage('AWSCURRENT', { MoveToVersionId: second, RemoveFromVersionId: first });
      return labelsOf(secret);
    },
  },
  {
    ...answer,
    fact: 'takes AWSPREVIOUS from the version that had it',
    source: 'recorded',
    aws: { [second]: ['AWSPREVIOUS'], [third]: ['AWSCURRENT', 'next'] },
    async ask({ secret }) {
      await secret.put('second', undefined, second);
      await secret.put('third', ['next'], third);
      await secret.stage('AWSCURRENT', { MoveToVersionId: third, RemoveFromVersionId: second });
      return labelsOf(secret);
    },
  },
  {
    ...answer,
    fact: 'does not move a label unless the request names its version',
    source: 'recorded',
    aws: `400 InvalidParameterException: The parameter RemoveFromVersionId can't be empty. Staging label AWSCURRENT is currently attached to version ${first}, so you must explicitly reference that version in RemoveFromVersionId.`,
    async ask({ secret }) {
      await secret.put('second', ['next'], second);
      return refusal(secret.stage('AWSCURRENT', { MoveToVersionId: second }));
    },
  },
  {
    ...answer,
    fact: 'does not move a label from a version that does not have it',
    source: 'API reference',
    aws: ['refused', { [first]: ['AWSCURRENT'], [second]: ['next'], [third]: ['other'] }],
    async ask({ secret }) {
      await secret.put('second', ['next'], second);
      await secret.put('third', ['other'], third);
      const move = { MoveToVersionId: second, RemoveFromVersionId: third };
      return [await taken(secret.stage('AWSCURRENT', move)), await labelsOf(secret)];
    },
  },
  {
    ...answer,
    fact: 'removes a label when the request names no version to move it to',
    source: 'API reference',
    aws: { [first]: ['AWSCURRENT'] },
    async ask({ secret }) {
      await secret.put('second', ['AWSPENDING'], second);
      await secret.stage('AWSPENDING', { RemoveFromVersionId: second });
      return labelsOf(secret);
    },
  },
  {
    ...answer,
    fact: 'answers ARN and name',
    source: 'recorded',
    aws: ['<ARN>', 'pair'],
    async ask({ secret }) {
      const { ARN, Name } = await secret.stage('mark', { MoveToVersionId: first });
      return [ARN, Name];
    },
  },
];
