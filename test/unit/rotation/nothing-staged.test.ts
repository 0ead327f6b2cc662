import { describe, expect, it } from 'vitest';
import { emptyDocument } from '../../../lambda/intake/intake-document.ts';
import type { Surroundings } from '../world/a-credential.ts';
import { placeholder } from '../world/given.ts';
import { instantOf } from '../world/trace.ts';
import { ann, intakeHolding, run, starting, step } from './a-step.ts';

const created = (surroundings: Surroundings) => step('createSecret', surroundings);

describe('an empty intake', () => {
  it('is looked at for ten seconds, then ops is asked for a pair', async () => {
    await using world = await starting();
    expect(await run(world, 'createSecret')).toMatchInlineSnapshot(`
      "tell RotationDue liveSince=-90d egress=[203.0.113.7/32] because=(kind=nothing-staged) pairIsStaged=false
      intake label deployed octopus/verdict=NothingStaged/token=next/notified=NothingStaged
      record what=refused versionId=next why=NothingStaged
      rotation step failed: step=createSecret token=next verdict=NothingStaged reason=the intake is empty, so there is no pair to rotate to; ask the account manager for a pair if none is on its way; when the pair has arrived, stage it"
    `);
    expect(instantOf('+10s')).toBe(`${world.clock.now().toISOString().slice(0, 19)}Z`);
  });
  it('is told once in a rotation', async () => {
    const intake = intakeHolding(emptyDocument, ['octopus/verdict=NothingStaged/token=next/notified=NothingStaged']);
    expect(await created({ intake })).toMatchInlineSnapshot(`
      "record what=refused versionId=next why=NothingStaged
      rotation step failed: step=createSecret token=next verdict=NothingStaged reason=the intake is empty, so there is no pair to rotate to; ask the account manager for a pair if none is on its way; when the pair has arrived, stage it"
    `);
  });
  it('is told again in the next rotation', async () => {
    const intake = intakeHolding(emptyDocument, ['octopus/verdict=NothingStaged/token=before/notified=NothingStaged']);
    expect(await created({ intake })).toMatchInlineSnapshot(`
      "tell RotationDue liveSince=-90d egress=[203.0.113.7/32] because=(kind=nothing-staged) pairIsStaged=false
      intake take octopus/verdict=NothingStaged/token=before/notified=NothingStaged off inbox
      intake label inbox octopus/verdict=NothingStaged/token=next/notified=NothingStaged
      record what=refused versionId=next why=NothingStaged
      rotation step failed: step=createSecret token=next verdict=NothingStaged reason=the intake is empty, so there is no pair to rotate to; ask the account manager for a pair if none is on its way; when the pair has arrived, stage it"
    `);
  });
  it('is told where another verdict was', async () => {
    const intake = intakeHolding(emptyDocument, ['octopus/verdict=Unavailable/token=next']);
    expect(await created({ intake })).toMatchInlineSnapshot(`
      "tell RotationDue liveSince=-90d egress=[203.0.113.7/32] because=(kind=nothing-staged) pairIsStaged=false
      intake take octopus/verdict=Unavailable/token=next off inbox
      intake label inbox octopus/verdict=NothingStaged/token=next/notified=NothingStaged
      record what=refused versionId=next why=NothingStaged
      rotation step failed: step=createSecret token=next verdict=NothingStaged reason=the intake is empty, so there is no pair to rotate to; ask the account manager for a pair if none is on its way; when the pair has arrived, stage it"
    `);
  });
  it('is not told where the watch has asked for a pair today', async () => {
    const versions = [{ ...ann, labels: [...(ann.labels ?? []), 'reminder rung=d30 live=-90d at=-2h'] }];
    expect(await created({ versions })).toMatchInlineSnapshot(`
      "intake label deployed octopus/verdict=NothingStaged/token=next
      record what=refused versionId=next why=NothingStaged
      rotation step failed: step=createSecret token=next verdict=NothingStaged reason=the intake is empty, so there is no pair to rotate to; ask the account manager for a pair if none is on its way; when the pair has arrived, stage it"
    `);
  });
  it('is told where the watch has asked for a pair yesterday', async () => {
    const versions = [{ ...ann, labels: [...(ann.labels ?? []), 'reminder rung=d30 live=-90d at=-11h'] }];
    expect(await created({ versions })).toMatchInlineSnapshot(`
      "tell RotationDue liveSince=-90d egress=[203.0.113.7/32] because=(kind=nothing-staged) pairIsStaged=false
      intake label deployed octopus/verdict=NothingStaged/token=next/notified=NothingStaged
      record what=refused versionId=next why=NothingStaged
      rotation step failed: step=createSecret token=next verdict=NothingStaged reason=the intake is empty, so there is no pair to rotate to; ask the account manager for a pair if none is on its way; when the pair has arrived, stage it"
    `);
  });
  it('beside a placeholder is told without a client account', async () => {
    expect(await created({ versions: [{ id: 'first', holds: placeholder }] })).toMatchInlineSnapshot(`
      "tell RotationDue clientId=none egress=[203.0.113.7/32] because=(kind=nothing-staged) pairIsStaged=false
      intake label deployed octopus/verdict=NothingStaged/token=next/notified=NothingStaged
      record what=refused versionId=next why=NothingStaged
      rotation step failed: step=createSecret token=next verdict=NothingStaged reason=the intake is empty, so there is no pair to rotate to; ask the account manager for a pair if none is on its way; when the pair has arrived, stage it"
    `);
  });
  it('is empty after the live pair was staged in the rotation before', async () => {
    const intake = [
      {
        id: 'emptied',
        holds: emptyDocument,
        labels: ['octopus/empty', 'octopus/verdict=AlreadyLive/token=before/notified=AlreadyLive'],
      },
    ];
    expect(await created({ intake })).toContain('verdict=NothingStaged');
  });
});
