import type { SecretStore } from '../secrets/secret-store.ts';
import { afterMove, currentVersion, type SecretView } from '../secrets/secret-view.ts';
import {
  formatHealth,
  formatReminder,
  type HealthLabel,
  parseWatchLabel,
  type ReminderLabel,
  type WatchLabel,
} from './watch-label.ts';

type Kind = WatchLabel['kind'];

/** The watch's labels, those on the live version first: after a promotion they are still on the previous version. */
function found<K extends Kind>(view: SecretView, kind: K) {
  const current = currentVersion(view);
  const isOfKind = (label: WatchLabel | undefined): label is WatchLabel & { kind: K } => label?.kind === kind;
  return Object.entries(view.stages)
    .toSorted(([a], [b]) => Number(b === current) - Number(a === current))
    .flatMap(([versionId, texts]) => texts.map((text) => ({ text, versionId, label: parseWatchLabel(text) })))
    .flatMap(({ label, ...place }) => (isOfKind(label) ? [{ ...place, label }] : []));
}

export const remembered = {
  reminders: (view: SecretView): readonly ReminderLabel[] => found(view, 'reminder').map(({ label }) => label),
  health: (view: SecretView): HealthLabel | undefined => found(view, 'health')[0]?.label,
};

/** Puts what the watch remembers onto the live version, in place of everything it remembered before. */
async function replace(
  store: SecretStore,
  view: SecretView,
  { kind, text }: { kind: Kind; text: string | undefined },
): Promise<SecretView> {
  const current = currentVersion(view);
  if (current === undefined) return view;
  const before = found(view, kind);
  let next = view;
  if (text !== undefined && !before.some((one) => one.text === text && one.versionId === current)) {
    await store.attach(text, current);
    next = afterMove(next, text, current);
  }
  for (const { text: old, versionId } of before) {
    if (old === text && versionId === current) continue;
    await store.detach(old, versionId);
    next = afterMove(next, old, undefined);
  }
  return next;
}

export const rememberReminder = (store: SecretStore, view: SecretView, label: ReminderLabel) =>
  replace(store, view, { kind: 'reminder', text: formatReminder(label) });

export const rememberHealth = (store: SecretStore, view: SecretView, label: HealthLabel) =>
  replace(store, view, { kind: 'health', text: formatHealth(label) });
