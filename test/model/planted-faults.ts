/** A mistake that somebody could make, as one change of a source. The model has to find each. */
export interface PlantedFault {
  readonly name: string;
  readonly file: string;
  /** Stands in the file once. */
  readonly from: string;
  readonly to: string;
}

export const plantedFaults: readonly PlantedFault[] = [
  {
    name: 'the due mark is left out',
    file: 'lambda/rotation/finish-secret.ts',
    from: 'await relabel(credential, told, live.versionId, due)',
    to: 'told',
  },
  {
    name: 'the request is published before the promotion',
    file: 'lambda/rotation/finish-secret.ts',
    from: 'const promoted = await promote(rotation, marked, live);',
    to: `const { credential: store, notify, record, clock, origin } = rotation;
      const early = { credential: { ...store, attach: async () => {}, detach: async () => {} }, notify, record, now: clock.now, origin };
      await settle(early, afterPromotion(marked, token), { liveProven: true });
      const promoted = await promote(rotation, marked, live);`,
  },
  {
    name: 'the candidate is not checked at the door',
    file: 'lambda/rotation/judge.ts',
    from: 'const outcome = await rotation.login(staged.pair);',
    to: "const outcome = { kind: 'accepted', clientId: '42' };",
  },
  {
    name: 'the client logs out after a login',
    file: 'lambda/octopus/client.ts',
    from: 'return judgeLogin({ ...reply, now: clock.now() });',
    to: `await request(new URL('/auth/logout', loginUrl), { method: 'POST', dispatcher: agent }).then(({ body }) => body.text());
      return judgeLogin({ ...reply, now: clock.now() });`,
  },
  {
    name: 'unknown is taken for revoked',
    file: 'lambda/octopus/outcome.ts',
    from: 'if (saysComeBackLater(status)) return comeBackLater(',
    to: "if (saysComeBackLater(status)) return { kind: 'rejected', code: 'UNAUTHORIZED' }; else if (status === 0) return comeBackLater(",
  },
  {
    name: 'the intake is emptied without a compare',
    file: 'lambda/intake/mailbox.ts',
    from: '(await store.moveCurrent({ from, to }))',
    to: '(await store.moveCurrent({ from: currentVersion(await store.describe()) ?? from, to }))',
  },
  {
    name: 'the live pair is named as the old one',
    file: 'lambda/revocation/settle.ts',
    from: 'old: pair.known,',
    to: 'old: live.known,',
  },
  {
    name: 'the verdict label is forgotten',
    file: 'lambda/intake/mailbox.ts',
    from: 'if (!verdictTexts.includes(label)) await store.attach(label, versionId);',
    to: '',
  },
];
