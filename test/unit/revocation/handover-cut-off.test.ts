import { describe, expect, it } from 'vitest';
import type { Behind } from '../../../lambda/handover/behind.ts';
import type { HandoverPorts } from '../../../lambda/revocation/findings.ts';
import type { Version, Versions } from '../secrets/shorthand.ts';
import { app, live, nobody, old, settings, spelledOut, unknown } from './held.ts';
import { reconciled, stored, storedAs } from './in-memory.ts';

describe('a run that is cut off after any write or notice, and the next one, end as a whole run does', () => {
  const ports = (behind: Behind, liveIn: Readonly<Record<string, string>> = {}): HandoverPorts => ({
    settings,
    elsewhere: async () => ({ live: liveIn, open: {} }),
    behind: async () => behind,
  });
  const shop = { [storedAs('a')]: 'shop' };
  const promoted: Version = [['AWSCURRENT', spelledOut('staged at=-2m')], 'b'];
  const later: Version = [[spelledOut('due at=-2m live=-90d reason=leak for=c')], 'b'];
  it.each<[what: string, versions: Versions, handover: HandoverPorts, messages: readonly string[]]>([
    ['when the hours are over', { live, old: old('due at=-25h live=-90d for=b') }, ports(nobody), ['request a']],
    ['when a reader is behind', { live, old: old('due at=-25h live=-90d for=b') }, ports(app), ['wait a']],
    [
      'when nobody could look it up',
      { live, old: old('due at=-25h live=-90d for=b') },
      ports(unknown),
      ['wait a', 'request a'],
    ],
    [
      'when the request has begun',
      { live, old: old('due at=-25h live=-90d for=b request=begun') },
      ports(app),
      ['request a'],
    ],
    [
      'when another credential holds it',
      { live, old: old('due at=-25h live=-90d for=b') },
      ports(nobody, shop),
      ['wait a'],
    ],
    [
      'when that was found too late',
      { live, old: old('due at=-25h live=-90d for=b request=begun') },
      ports(nobody, shop),
      ['withdraw a'],
    ],
    [
      'when that was found after the request',
      { live, old: old('requested at=-5d live=-90d left=-6d for=b') },
      ports(nobody, shop),
      ['withdraw a'],
    ],
    [
      'when a leak follows',
      { live: [['AWSCURRENT', 'live at=now live=now'], 'c'], old: old('due at=-2h live=-90d for=b'), later },
      ports(app),
      ['request a', 'request b'],
    ],
    [
      'when a promotion begins a hand-over',
      { live: promoted, old: old('live at=-90d live=-90d') },
      ports(app),
      ['announce b'],
    ],
  ])('%s', async (_, versions, handover, messages) => {
    const given = stored(versions);
    const whole = await reconciled(given, { handover });
    expect(whole.messages).toEqual(messages);
    expect(whole.steps).toBeGreaterThan(0);
    for (let steps = 1; steps <= whole.steps; steps += 1) {
      const cut = await reconciled(given, { handover, steps });
      const rest = await reconciled({ ...given, view: cut.view }, { handover });
      expect(rest.view).toEqual(whole.view);
      expect([...new Set([...cut.messages, ...rest.messages])]).toEqual(messages);
    }
  });
});
