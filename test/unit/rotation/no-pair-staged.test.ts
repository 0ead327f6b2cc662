import { expect, it } from 'vitest';
import { noPairStaged } from '../../../lambda/rotation/no-pair-staged.ts';
import type { CredentialValue } from '../../../lambda/secrets/credential-value.ts';
import { Pair } from '../../../lambda/secrets/pair.ts';
import { aView } from '../cli/a-view.ts';

const origin = { environment: 'sandbox', credential: 'api' } as const;
const about = { origin, egress: ['192.0.2.1'] };
const view = aView({
  first: ['AWSCURRENT', 'octopus/live/at=20260101T000000Z/live=20251201T000000Z/pair=0123456789ab'],
});
const pair: CredentialValue = { kind: 'pair', pair: new Pair('test-key-alice-0001', 'secret'), clientId: '42' };
const said = { ...about.origin, kind: 'RotationDue', egress: about.egress, pairIsStaged: false } as const;
const because = { kind: 'nothing-staged' };

it.each<[what: string, live: CredentialValue, versionId: string | undefined, more: object]>([
  ['a live pair, since when', pair, 'first', { clientId: '42', liveSince: '2025-12-01T00:00:00Z' }],
  ['a live pair without a label', pair, 'other', { clientId: '42', liveSince: undefined }],
  ['a live pair in no version', pair, undefined, { clientId: '42', liveSince: undefined }],
  ['no pair yet', { kind: 'placeholder' }, 'first', { clientId: undefined, liveSince: undefined }],
  ['a value that is broken', { kind: 'broken' }, 'first', { clientId: undefined, liveSince: undefined }],
])('a rotation that found nothing staged tells of %s', (_, live, versionId, more) => {
  expect(noPairStaged(about, { view, live, versionId })).toEqual({ ...said, because, ...more });
});
