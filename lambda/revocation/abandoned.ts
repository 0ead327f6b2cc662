import { type Case, casesOf, liveCase } from '../secrets/cases.ts';
import type { SecretView } from '../secrets/secret-view.ts';
import { wasPromoted } from './took-over.ts';

/** Pairs that were staged by rotations that were abandoned: they never went live. */
export function abandoned(view: SecretView): readonly Case[] {
  const cases = casesOf(view);
  const seen = { cases, live: liveCase(cases) };
  return cases.filter((one) => !one.isLive && one.label?.state === 'staged' && !wasPromoted(one, seen));
}
