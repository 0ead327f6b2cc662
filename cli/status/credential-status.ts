import { holdsPair } from '../../lambda/intake/intake.ts';
import { command } from '../../lambda/notices/wording.ts';
import type { Origin } from '../../lambda/secrets/origin.ts';
import type { SecretView } from '../../lambda/secrets/secret-view.ts';
import type { SecretViews } from '../aws/secret-views.ts';
import type { Condition } from './condition.ts';
import { conditionsOf } from './conditions-of.ts';
import { explainCondition } from './explain-condition.ts';
import { explainLabel, type LabelledSecret } from './explain-label.ts';
import { liveFacts } from './live-facts.ts';

/** The status of a credential: what `status` prints, as a table, in detail or as JSON. */
export interface CredentialStatus {
  readonly credential: string;
  /** The kind of the most pressing condition. */
  readonly state: Condition['kind'];
  readonly phrase: string;
  readonly means: string;
  readonly needsPerson: boolean;
  readonly todo: string;
  /** The commands to run, in this order, ready to paste. */
  readonly commands: readonly string[];
  /** Every condition, the most pressing first. */
  readonly conditions: readonly Condition[];
  readonly liveSince: string | null;
  readonly ageDays: number | null;
  readonly dueOn: string | null;
  readonly daysToDue: number | null;
  readonly intake: 'staged' | 'empty';
  readonly versions: readonly LabelledVersion[];
  readonly intakeVersions: readonly LabelledVersion[];
}

export interface LabelledVersion {
  readonly versionId: string;
  readonly labels: readonly { readonly name: string; readonly says: string; readonly label: string }[];
}

export function statusOf(origin: Origin, views: SecretViews, now: Date): CredentialStatus {
  const conditions = conditionsOf(views, now);
  const [first] = conditions;
  const { phrase, means, todo, next } = explainCondition(first);
  const { liveSince, ageDays, dueOn, daysToDue } = liveFacts(views.credential, now.toISOString());
  return {
    credential: origin.credential,
    state: first.kind,
    phrase,
    means,
    needsPerson: conditions.some((condition) => explainCondition(condition).needsPerson),
    todo,
    commands: next.map((name) => command(origin, name)),
    conditions,
    liveSince: liveSince ?? null,
    ageDays: ageDays ?? null,
    dueOn: dueOn ?? null,
    daysToDue: daysToDue ?? null,
    intake: holdsPair(views.intake) ? 'staged' : 'empty',
    versions: versionsOf(views.credential, 'credential'),
    intakeVersions: versionsOf(views.intake, 'intake'),
  };
}

/** The live one first, then in the order of their ids. */
function versionsOf({ stages }: SecretView, of: LabelledSecret): readonly LabelledVersion[] {
  return Object.entries(stages)
    .toSorted(([a, one], [b, other]) => rank(one) - rank(other) || a.localeCompare(b))
    .map(([versionId, labels]) => ({
      versionId,
      labels: labels.toSorted().map((label) => {
        const [name, says] = explainLabel(label, of);
        return { name, says, label };
      }),
    }));
}

const awsOrder = ['AWSCURRENT', 'AWSPENDING', 'AWSPREVIOUS'];

function rank(labels: readonly string[]): number {
  const found = awsOrder.findIndex((label) => labels.includes(label));
  return found === -1 ? awsOrder.length : found;
}
