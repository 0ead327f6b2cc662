import type { Case } from './cases.ts';
import type { SecretStore } from './secret-store.ts';
import { afterMove, has, type SecretView } from './secret-view.ts';
import { formatStateLabel, type StateLabel } from './state-label.ts';

/** Whether the versions of a case carry anything but this one label. */
export const differs = (one: Case, to: StateLabel | undefined): boolean =>
  one.labels.map(({ text }) => text).join() !== (to === undefined ? '' : formatStateLabel(to));

/**
 * Gives a case its new state: attaches the label first, then removes the others, the one in force last. After a
 * crash anywhere, either the old label or the new one is in force. `undefined` removes every state label.
 */
export async function relabel(
  store: SecretStore,
  view: SecretView,
  { one, to }: { readonly one: Case; readonly to: StateLabel | undefined },
): Promise<SecretView> {
  const kept = to && formatStateLabel(to);
  let next = view;
  if (to !== undefined && kept !== undefined && !has(view, to.versionId, kept)) {
    await store.attach(kept, to.versionId);
    next = afterMove(next, kept, to.versionId);
  }
  for (const { text, label } of one.labels.toReversed()) {
    if (text === kept) continue;
    await store.detach(text, label.versionId);
    next = afterMove(next, text, undefined);
  }
  return next;
}
