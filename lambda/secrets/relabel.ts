import type { SecretStore } from './secret-store.ts';
import { afterMove, has, otherStateTexts, type SecretView } from './secret-view.ts';
import { formatStateLabel, type StateLabel } from './state-label.ts';

/**
 * Gives a version its new state: attaches the label, then removes those before it. Cut off in between
 * the version has two, of which the later one counts. `undefined` takes every state away.
 */
export async function relabel(
  store: SecretStore,
  view: SecretView,
  versionId: string,
  to: StateLabel | undefined,
): Promise<SecretView> {
  let next = view;
  if (to !== undefined && !has(view, versionId, formatStateLabel(to))) {
    await store.attach(formatStateLabel(to), versionId);
    next = afterMove(next, formatStateLabel(to), versionId);
  }
  for (const label of otherStateTexts(view, versionId, to)) {
    await store.detach(label, versionId);
    next = afterMove(next, label, undefined);
  }
  return next;
}
