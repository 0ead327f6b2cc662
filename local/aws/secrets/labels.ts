import { AwsError } from '../aws-error.ts';
import { versionNotFound } from './secret-errors.ts';
import { holderOf, type Secret, type Version } from './state.ts';

const mostLabels = 20;

/** Moves labels to a version, all of them or none, and the labels that AWS moves with them. */
export function moveLabels(secret: Secret, labels: readonly string[], to: Version): void {
  checkRoom(secret, labels);
  for (const label of labels) moveLabel(secret, label, to);
}

/** AWSPREVIOUS follows AWSCURRENT; the version left behind loses AWSPENDING; other labels stay where they are. */
function moveLabel({ versions }: Secret, label: string, to: Version): void {
  const from = holderOf(versions, label);
  if (from === to) return;
  from?.stages.delete(label);
  to.stages.add(label);
  if (label !== 'AWSCURRENT' || from === undefined) return;
  holderOf(versions, 'AWSPREVIOUS')?.stages.delete('AWSPREVIOUS');
  from.stages.add('AWSPREVIOUS');
  from.stages.delete('AWSPENDING');
}

/** A label is on one version only, so the labels of a secret are a set. */
function checkRoom({ versions }: Secret, labels: readonly string[]): void {
  const used = [...versions.values()].flatMap(({ stages }) => [...stages]);
  const follows = labels.includes('AWSCURRENT') && used.includes('AWSCURRENT') ? ['AWSPREVIOUS'] : [];
  if (new Set([...used, ...labels, ...follows]).size > mostLabels) {
    throw new AwsError('LimitExceededException', `You can't have more than ${mostLabels} staging labels on a secret.`);
  }
}

export interface StageUpdate {
  readonly label: string;
  readonly moveTo: string | undefined;
  readonly removeFrom: string | undefined;
}

/** `UpdateSecretVersionStage`: a compare-and-swap of one label. */
export function updateStage(secret: Secret, { label, moveTo, removeFrom }: StageUpdate): void {
  const holder = holderOf(secret.versions, label);
  if (removeFrom !== undefined && holder?.id !== removeFrom) {
    throw invalid(`Staging label ${label} is not currently attached to version ${removeFrom}.`);
  }
  if (moveTo === undefined) removeLabel(label, holder, removeFrom);
  else attachLabel(secret, { label, moveTo, removeFrom });
}

function attachLabel(secret: Secret, { label, moveTo = '', removeFrom }: StageUpdate): void {
  const holder = holderOf(secret.versions, label);
  const to = secret.versions.get(moveTo);
  if (to === undefined) throw versionNotFound(moveTo);
  if (holder === to) return;
  if (holder !== undefined && removeFrom === undefined) {
    throw invalid(
      `The parameter RemoveFromVersionId can't be empty. Staging label ${label} is currently attached to version ${holder.id}, so you must explicitly reference that version in RemoveFromVersionId.`,
    );
  }
  moveLabels(secret, [label], to);
}

function removeLabel(label: string, holder: Version | undefined, removeFrom: string | undefined): void {
  if (removeFrom === undefined) throw invalid('You must provide MoveToVersionId or RemoveFromVersionId.');
  if (label === 'AWSCURRENT') throw invalid('You can only move staging label AWSCURRENT to a different version.');
  holder?.stages.delete(label);
}

const invalid = (message: string): AwsError => new AwsError('InvalidParameterException', message);
