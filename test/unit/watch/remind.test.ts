import { describe, expect, it } from 'vitest';
import { emptyDocument } from '../../../lambda/intake/intake-document.ts';
import type { Surroundings } from '../world/a-credential.ts';
import { placeholder } from '../world/given.ts';
import { day } from './a-day.ts';

/** What is told and remembered of the twelve months; the last line before the login says where it ended. */
async function reminded(surroundings: Surroundings): Promise<string> {
  const did = await day(surroundings);
  return did
    .split('\n')
    .filter((line) => /^(tell RotationDue|record|label|take|run failed)/.test(line))
    .join('\n');
}

const live = (since: string, ...labels: readonly string[]) => [
  { id: 'live', holds: 'bob', labels: [`live at=${since} live=${since}`, ...labels] },
];

describe('a pair that is to be replaced', () => {
  it('is reminded of on a rung', async () => {
    expect(await reminded({ versions: live('-335d') })).toMatchInlineSnapshot(`
      "tell RotationDue liveSince=-335d egress=[203.0.113.7/32] because=(kind=rung daysLeft=30) pairIsStaged=false
      record what=reminded versionId=live why=d30
      label live reminder rung=d30 live=-335d at=now"
    `);
  });
  it('is reminded of once on a rung', async () => {
    expect(await reminded({ versions: live('-336d', 'reminder rung=d30 live=-336d at=-1d') })).toBe('');
  });
  it('is reminded of again on the next rung, in place of what was remembered', async () => {
    expect(await reminded({ versions: live('-351d', 'reminder rung=d30 live=-351d at=-16d') })).toMatchInlineSnapshot(`
      "tell RotationDue liveSince=-351d egress=[203.0.113.7/32] because=(kind=rung daysLeft=14) pairIsStaged=false
      record what=reminded versionId=live why=d14
      label live reminder rung=d14 live=-351d at=now
      take reminder rung=d30 live=-351d at=-16d off live"
    `);
  });
  it('is reminded of where the pair before it was', async () => {
    expect(await reminded({ versions: live('-335d', 'reminder rung=d30 live=-700d at=-16d') })).toMatchInlineSnapshot(`
      "tell RotationDue liveSince=-335d egress=[203.0.113.7/32] because=(kind=rung daysLeft=30) pairIsStaged=false
      record what=reminded versionId=live why=d30
      label live reminder rung=d30 live=-335d at=now
      take reminder rung=d30 live=-700d at=-16d off live"
    `);
  });
  it('is overdue', async () => {
    expect(await reminded({ versions: live('-368d', 'reminder rung=d0 live=-368d at=-3d') })).toBe('');
    expect(await reminded({ versions: live('-372d', 'reminder rung=d0 live=-372d at=-7d') })).toMatchInlineSnapshot(`
      "tell RotationDue liveSince=-372d egress=[203.0.113.7/32] because=(kind=overdue days=7) pairIsStaged=false
      record what=reminded versionId=live why=o7
      label live reminder rung=o7 live=-372d at=now
      take reminder rung=d0 live=-372d at=-7d off live"
    `);
  });
  it('waits in the intake: ops is asked to rotate', async () => {
    const intake = [
      { id: 'emptied', holds: emptyDocument, labels: ['octopus/empty'] },
      { id: 'inbox', holds: 'cem' },
    ];
    expect(await reminded({ versions: live('-335d'), intake })).toContain('pairIsStaged=true');
  });
  it('has the age of its value if no label has a date', async () => {
    const versions = [{ id: 'live', holds: 'bob of nobody' }];
    expect(await reminded({ versions, made: '-335d' })).toMatchInlineSnapshot(`
      "label live live at=now live=-335d login=none
      record bob what=live versionId=live
      tell RotationDue clientId=none liveSince=-335d egress=[203.0.113.7/32] because=(kind=rung daysLeft=30) pairIsStaged=false
      record what=reminded versionId=live why=d30
      label live reminder rung=d30 live=-335d at=now
      label live live at=now live=-335d
      take live at=now live=-335d login=none off live
      record bob what=live versionId=live"
    `);
  });
  it('is reminded of where the vendor is down', async () => {
    expect(await reminded({ versions: live('-335d'), vendor: { bob: 'down' } })).toContain('tell RotationDue');
  });
  it('is reminded of again tomorrow if the notice could not be sent', async () => {
    expect(await reminded({ versions: live('-335d'), untold: ['RotationDue'] })).toMatchInlineSnapshot(
      `"run failed: run=watch dryRun=false verdict=Error reason=RotationDue cannot be told"`,
    );
  });
});

describe('the first pair', () => {
  const versions = (...labels: readonly string[]) => [{ id: 'first', holds: placeholder, labels }];
  it('is asked for', async () => {
    expect(await reminded({ versions: versions() })).toMatchInlineSnapshot(`
      "tell RotationDue clientId=none egress=[203.0.113.7/32] because=(kind=first-pair) pairIsStaged=false
      record what=reminded versionId=first why=first
      label first reminder rung=first live=none at=now"
    `);
  });
  it('is asked for weekly', async () => {
    expect(await reminded({ versions: versions('reminder rung=first live=none at=-6d') })).toBe('');
    expect(await reminded({ versions: versions('reminder rung=first live=none at=-7d') })).toMatchInlineSnapshot(`
      "tell RotationDue clientId=none egress=[203.0.113.7/32] because=(kind=first-pair) pairIsStaged=false
      record what=reminded versionId=first why=first
      label first reminder rung=first live=none at=now
      take reminder rung=first live=none at=-7d off first"
    `);
  });
  it('is asked for where a pair was live before', async () => {
    expect(await reminded({ versions: versions('reminder rung=d30 live=-400d at=-1d') })).toContain('kind=first-pair');
  });
});

it('a broken value is not reminded of', async () => {
  const versions = [{ id: 'live', holds: 'broken', labels: ['live at=-400d live=-400d'] }];
  expect(await reminded({ versions })).not.toContain('RotationDue');
});
