import type { SecretStore } from '../secrets/secret-store.ts';
import { afterMove, currentVersion, type SecretView } from '../secrets/secret-view.ts';
import { formatPulse, formatReminder, type PulseLabel, parseWatchLabel, type ReminderLabel } from './watch-label.ts';

type Kind = 'reminder' | 'pulse';

interface Found {
  readonly text: string;
  readonly versionId: string;
  readonly label: ReminderLabel | PulseLabel;
}

/** The watch's labels, those on the live version first: after a promotion they are still on the one before. */
function found(view: SecretView, kind: Kind): readonly Found[] {
  const current = currentVersion(view);
  return Object.entries(view.stages)
    .flatMap(([versionId, texts]) => texts.map((text) => ({ text, versionId, label: parseWatchLabel(text) })))
    .filter((one): one is Found => one.label?.kind === kind)
    .toSorted((a, b) => Number(b.versionId === current) - Number(a.versionId === current));
}

export const remembered = {
  reminders: (view: SecretView): readonly ReminderLabel[] =>
    found(view, 'reminder').flatMap(({ label }) => (label.kind === 'reminder' ? [label] : [])),
  pulse: (view: SecretView): PulseLabel | undefined =>
    found(view, 'pulse').flatMap(({ label }) => (label.kind === 'pulse' ? [label] : []))[0],
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

export const rememberPulse = (store: SecretStore, view: SecretView, label: PulseLabel) =>
  replace(store, view, { kind: 'pulse', text: formatPulse(label) });
