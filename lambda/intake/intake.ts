import type { Clock } from '../runtime/clock.ts';
import { readAgain } from '../runtime/read-again.ts';
import type { Pair } from '../secrets/pair.ts';
import type { SecretStore, SecretVersion } from '../secrets/secret-store.ts';
import { currentVersion, has, type SecretView, versionWith } from '../secrets/secret-view.ts';
import { emptyDocument, type IntakeDocument, parseIntake } from './intake-document.ts';
import { formatVerdictLabel, parseVerdictLabel, type VerdictLabel, verdictAmong } from './verdict-label.ts';

/** The content of the intake, and its version. */
export interface StagedDocument {
  readonly versionId: string;
  readonly content: IntakeDocument;
  readonly text: string | undefined;
  readonly verdict: VerdictLabel | undefined;
  /** The verdict labels of the version; there are two if two runs recorded a verdict at the same time. */
  readonly verdictTexts: readonly string[];
}

export type Emptied = 'emptied' | 'another-pair-staged';

/** The label of the permanent version that is AWSCURRENT while the intake is empty. */
export const emptyLabel = 'octopus/empty';

/** The intake secret as the rotation uses it. */
export interface Intake {
  /** Removes the verdicts from versions that were overwritten, then reads; an empty intake is read again for 10 s. */
  waitForDocument(): Promise<StagedDocument>;
  read(): Promise<StagedDocument>;
  /** Puts a verdict in place of the earlier one. */
  recordVerdict(stagedDocument: StagedDocument, verdict: VerdictLabel): Promise<void>;
  /** Removes the verdict: the pair was accepted after all. */
  removeVerdict(stagedDocument: StagedDocument): Promise<void>;
  /** Empties the intake if it still holds what was read, by compare-and-swap. */
  empty(
    stagedDocument: StagedDocument,
    options: { readonly token: string; readonly verdict?: VerdictLabel },
  ): Promise<Emptied>;
}

export function createIntake(store: SecretStore, clock: Clock): Intake {
  const intake: Intake = {
    async waitForDocument() {
      await removeOverwrittenVerdicts(store, await store.describe());
      return await readAgain(intake.read, ({ content }) => content.kind !== 'empty', clock);
    },

    async read() {
      const version = await store.read({ stage: 'AWSCURRENT' });
      return toStagedDocument(version);
    },

    async recordVerdict({ versionId, verdictTexts }, verdict) {
      const label = formatVerdictLabel(verdict);
      for (const earlier of verdictTexts) if (earlier !== label) await store.detach(earlier, versionId);
      if (!verdictTexts.includes(label)) await store.attach(label, versionId);
    },

    async removeVerdict({ versionId, verdictTexts }) {
      for (const label of verdictTexts) await store.detach(label, versionId);
    },

    async empty({ versionId: from, verdictTexts }, { token, verdict }) {
      const view = await store.describe();
      const to = versionWith(view, emptyLabel) ?? (await makeEmptyVersion(store, token));
      if (verdict !== undefined) await store.attach(formatVerdictLabel(verdict), to);
      const moved = from === to || (await store.moveCurrent({ from, to }));
      if (!moved && currentVersion(await store.describe()) !== to) return 'another-pair-staged';
      if (from !== to) for (const label of verdictTexts) await store.detach(label, from);
      return 'emptied';
    },
  };
  return intake;
}

/** Whether a pair is staged in the intake, decided from labels alone: operators may not read its value. */
export function holdsPair(intake: SecretView): boolean {
  const current = currentVersion(intake);
  if (current === undefined || has(intake, current, emptyLabel)) return false;
  // As deployed, the intake was never emptied and has no earlier version.
  return versionWith(intake, emptyLabel) !== undefined || versionWith(intake, 'AWSPREVIOUS') !== undefined;
}

export const holds = ({ content }: StagedDocument, pair: Pair): boolean =>
  content.kind === 'staged' && pair.equals(content.pair);

const toStagedDocument = (version: SecretVersion | undefined): StagedDocument => ({
  versionId: version?.versionId ?? '',
  text: version?.text,
  content: version === undefined ? { kind: 'empty' } : parseIntake(version.text),
  verdict: verdictAmong(version?.stages ?? []),
  verdictTexts: (version?.stages ?? []).filter((label) => parseVerdictLabel(label) !== undefined),
});

/** The rotation's token is the version's id, so that a second run makes the same version and not another. */
async function makeEmptyVersion(store: SecretStore, token: string): Promise<string> {
  await store.put({ versionId: token, text: emptyDocument, stages: [emptyLabel] });
  return token;
}

async function removeOverwrittenVerdicts(store: SecretStore, view: SecretView): Promise<void> {
  const current = currentVersion(view);
  for (const [versionId, labels] of Object.entries(view.stages)) {
    if (versionId === current) continue;
    for (const label of labels) if (parseVerdictLabel(label) !== undefined) await store.detach(label, versionId);
  }
}
