import { describe, expect, it } from 'vitest';
import { aCredential, type Surroundings } from '../world/a-credential.ts';
import { documentOf, placeholder } from '../world/given.ts';
import { ann, intakeWith, run, staged, starting, step } from './a-step.ts';

const created = (surroundings: Surroundings) => step('createSecret', surroundings);

describe('a staged pair that the vendor accepts', () => {
  it('is pending, with its reason', async () => {
    expect(await created({ intake: intakeWith('bob', { reason: 'departure' }) })).toMatchInlineSnapshot(`
      "login bob 3x
      put next bob of 42 [AWSPENDING; staged at=now reason=departure]
      record bob what=staged versionId=next why=departure
      rotation step done: step=createSecret token=next verdict=Accepted"
    `);
  });
  it('without a reason is scheduled', async () => {
    expect(await created({ intake: intakeWith('bob') })).toMatchInlineSnapshot(`
      "login bob 3x
      put next bob of 42 [AWSPENDING; staged at=now reason=scheduled]
      record bob what=staged versionId=next why=scheduled
      rotation step done: step=createSecret token=next verdict=Accepted"
    `);
  });
  it('loses the verdict that was left on it', async () => {
    const labels = ['octopus/verdict=EgressBlocked/token=before/notified=EgressBlocked'];
    expect(await created({ intake: intakeWith('bob', {}, labels) })).toMatchInlineSnapshot(`
      "login bob 3x
      put next bob of 42 [AWSPENDING; staged at=now reason=scheduled]
      record bob what=staged versionId=next why=scheduled
      intake take octopus/verdict=EgressBlocked/token=before/notified=EgressBlocked off inbox
      rotation step done: step=createSecret token=next verdict=Accepted"
    `);
  });
  it('takes the verdict off what it was put over', async () => {
    const intake = [
      {
        id: 'deployed',
        holds: 'x',
        labels: ['octopus/verdict=MalformedPair/token=before/notified=MalformedPair', 'note'],
      },
      { id: 'inbox', holds: documentOf('bob') },
    ];
    expect(await created({ intake })).toMatchInlineSnapshot(`
      "intake take octopus/verdict=MalformedPair/token=before/notified=MalformedPair off deployed
      login bob 3x
      put next bob of 42 [AWSPENDING; staged at=now reason=scheduled]
      record bob what=staged versionId=next why=scheduled
      rotation step done: step=createSecret token=next verdict=Accepted"
    `);
  });
  it('is the first one', async () => {
    const versions = [{ id: 'first', holds: placeholder }];
    expect(await created({ versions, intake: intakeWith('bob') })).toMatchInlineSnapshot(`
      "login bob 3x
      put next bob of 42 [AWSPENDING; staged at=now reason=scheduled]
      record bob what=staged versionId=next why=scheduled
      rotation step done: step=createSecret token=next verdict=Accepted"
    `);
  });
  it('may be one that was rolled back from', async () => {
    const versions = [{ id: 'left', holds: 'bob', labels: ['rolled-back at=-9d live=-80d for=ann'] }, ann];
    expect(await created({ versions, intake: intakeWith('bob') })).toMatchInlineSnapshot(`
      "login bob 3x
      put next bob of 42 [AWSPENDING; staged at=now reason=scheduled]
      record bob what=staged versionId=next why=scheduled
      rotation step done: step=createSecret token=next verdict=Accepted"
    `);
  });
  it('may quote nothing but itself; a note of other things goes with it', async () => {
    expect(await created({ intake: intakeWith('bob', { note: 'asked for by cem' }) })).toMatchInlineSnapshot(`
      "login bob 3x
      put next bob of 42 [AWSPENDING; staged at=now reason=scheduled]
      record bob what=staged versionId=next why=scheduled
      rotation step done: step=createSecret token=next verdict=Accepted"
    `);
  });
  it('makes room: rotations that were cleared lose their labels', async () => {
    const stray = { id: 'stray', holds: 'dee', labels: ['staged at=-9d reason=leak', 'AWSNOTE'] };
    const versions = [stray, { id: 'older', holds: 'cem' }, ann];
    expect(await created({ versions, intake: intakeWith('bob') })).toMatchInlineSnapshot(`
      "login bob 3x
      take staged at=-9d reason=leak off stray
      put next bob of 42 [AWSPENDING; staged at=now reason=scheduled]
      record bob what=staged versionId=next why=scheduled
      rotation step done: step=createSecret token=next verdict=Accepted"
    `);
  });
});

describe('a rotation', () => {
  it('that has staged its pair does nothing again', async () => {
    expect(await created({ pending: staged(), intake: intakeWith('bob') })).toMatchInlineSnapshot(
      `"rotation step done: step=createSecret token=next verdict=AlreadyStaged"`,
    );
  });
  it('whose pending value was put by somebody else is refused', async () => {
    expect(await created({ pending: { id: 'next', holds: 'bob' }, intake: intakeWith('bob') })).toMatchInlineSnapshot(
      `"rotation step failed: step=createSecret token=next verdict=ForeignPending reason=the pending version next was not put by this function; run "octopus unstick", then rotate"`,
    );
  });
  it('whose pending value has the label of another version is refused', async () => {
    const labels = ['octopus:staged,at=-1m,version=other'];
    expect(await created({ pending: { id: 'next', holds: 'bob', labels } })).toMatchInlineSnapshot(
      `"rotation step failed: step=createSecret token=next verdict=ForeignPending reason=the pending version next was not put by this function; run "octopus unstick", then rotate"`,
    );
  });
  it('whose pending value has another state of ours is refused', async () => {
    const pending = { id: 'next', holds: 'bob', labels: ['live at=-1m live=-1m'] };
    expect(await created({ pending })).toMatchInlineSnapshot(
      `"rotation step failed: step=createSecret token=next verdict=ForeignPending reason=the pending version next was not put by this function; run "octopus unstick", then rotate"`,
    );
  });
  it('that was cleared during a long login is not pending again', async () => {
    const did = await created({
      intake: intakeWith('bob'),
      meanwhile: {
        async bob({ clock, move }) {
          await clock.sleep(5_000);
          await move('AWSPENDING', 'next');
        },
      },
    });
    expect(did).toMatchInlineSnapshot(`
      "login bob 3x
      rotation step failed: step=createSecret token=next verdict=NotPending reason=version next is not AWSPENDING any more; start a new rotation"
    `);
  });
  it('looks at the labels once where the login was quick', async () => {
    let calls = 0;
    await using world = await starting({
      intake: intakeWith('bob'),
      meanwhile: {
        async bob({ clock, aws }) {
          await clock.sleep(4_999);
          calls = aws.calls.length;
        },
      },
    });
    await run(world, 'createSecret');
    expect(world.aws.calls.slice(calls).map(({ operation }) => operation)).toEqual(['PutSecretValue']);
  });
  it('that another run of the step has overtaken is staged', async () => {
    const did = await created({
      intake: intakeWith('bob'),
      meanwhile: { bob: ({ putPending }) => putPending(staged('')) },
    });
    expect(did).toMatchInlineSnapshot(`
      "login bob 3x
      put next bob of 42 [AWSPENDING; staged at=now reason=scheduled]: ResourceExistsException
      rotation step done: step=createSecret token=next verdict=AlreadyStaged"
    `);
  });
  it('that somebody else has overtaken is refused', async () => {
    const did = await created({
      intake: intakeWith('bob'),
      meanwhile: { bob: ({ putPending }) => putPending({ id: 'next', holds: 'eve' }) },
    });
    expect(did).toMatchInlineSnapshot(`
      "login bob 3x
      put next bob of 42 [AWSPENDING; staged at=now reason=scheduled]: ResourceExistsException
      rotation step failed: step=createSecret token=next verdict=ForeignPending reason=the pending version next was not put by this function; run "octopus unstick", then rotate"
    `);
  });
  it('fails with the failure of AWS', async () => {
    const did = await created({
      intake: intakeWith('bob'),
      meanwhile: {
        async bob({ aws }) {
          aws.secretsManager.throttle('PutSecretValue', 9);
        },
      },
    });
    expect(did).toMatchInlineSnapshot(`
      "login bob 3x
      put next bob of 42 [AWSPENDING; staged at=now reason=scheduled]: ThrottlingException
      rotation step failed: step=createSecret token=next verdict=AwsCallFailed reason=secretsmanager:PutSecretValue on ARN: ThrottlingException"
    `);
  });
  it('that has staged its pair looks at nothing but its labels', async () => {
    await using world = await aCredential({ versions: [ann], pending: staged(), intake: intakeWith('bob') });
    const calls = world.calls();
    await run(world, 'createSecret');
    expect(calls()).toEqual(['DescribeSecret']);
  });
  it('that another run has overtaken looks for ten seconds at whose value is there', async () => {
    const began: number[] = [];
    await using world = await starting({
      intake: intakeWith('bob'),
      meanwhile: {
        async bob({ putPending, hide, clock }) {
          await putPending(staged(''));
          hide(99);
          began.push(clock.now().getTime());
        },
      },
    });
    expect(await run(world, 'createSecret')).toContain('verdict=ForeignPending');
    expect(world.clock.now().getTime() - (began[0] ?? 0)).toBe(10_000);
  });
  it('that another run has overtaken finds its value a second later', async () => {
    let began = 0;
    await using world = await starting({
      intake: intakeWith('bob'),
      meanwhile: {
        async bob({ putPending, hide, clock }) {
          await putPending(staged(''));
          hide(1);
          began = clock.now().getTime();
        },
      },
    });
    expect(await run(world, 'createSecret')).toContain('verdict=AlreadyStaged');
    expect(world.clock.now().getTime() - began).toBe(1_000);
  });
});
