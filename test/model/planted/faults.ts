/** A change of behaviour that the model has to notice: one piece of a source, and what stands there instead. */
export interface PlantedFault {
  readonly name: string;
  /** The source, from the project's root. */
  readonly file: string;
  /** Occurs exactly once. */
  readonly find: string;
  readonly replace: string;
}

export const plantedFaults: readonly PlantedFault[] = [
  {
    name: 'the due mark left out',
    file: 'lambda/rotation/finish-secret.ts',
    find: "if (value.kind !== 'pair' || value.pair.equals(pair)) return view;",
    replace: 'return view;',
  },
  {
    name: 'publish before promote',
    file: 'lambda/rotation/finish-secret.ts',
    find: 'const promoted = await promote(rotation, marked, live);',
    replace: `const isReplaced = live !== undefined && parseCredentialValue(live.text).kind === 'pair';
  const early = { liveIsProven: true, known: isReplaced ? [pending, live] : [pending] };
  if (isReplaced) await reconcile(rotation, afterPromotion(marked, token), early);
  const promoted = await promote(rotation, marked, live);`,
  },
  {
    name: 'candidate not checked at the door',
    file: 'lambda/rotation/judge.ts',
    find: 'const outcome = await rotation.login(staged.pair);',
    replace: "const outcome = { kind: 'accepted', clientId: '42' } as LoginOutcome;",
  },
  {
    name: 'logout called',
    file: 'lambda/octopus/client.ts',
    find: 'return judgeLogin({ ...reply, now: clock.now() });',
    replace: `await request(loginUrl.href.replace('/auth/login', '/auth/logout'), { method: 'POST', dispatcher: agent });
    return judgeLogin({ ...reply, now: clock.now() });`,
  },
  {
    name: 'unknown taken for revoked',
    file: 'lambda/watch/judge-logins.ts',
    find: "proved: withOutcome('rejected'),",
    replace: "proved: [...withOutcome('rejected'), ...withOutcome('unavailable'), ...withOutcome('blocked')],",
  },
  {
    name: 'intake emptied without compare',
    file: 'lambda/intake/intake.ts',
    find: 'const moved = from === to || (await store.moveCurrent({ from, to }));',
    replace: `const moved =
        from === to || (await store.moveCurrent({ from: currentVersion(await store.describe()) ?? from, to }));`,
  },
  {
    name: 'live pair named as the old one',
    file: 'lambda/revocation/messages.ts',
    find: '        old: knownPair(held),',
    replace: '        old: knownPair(live),',
  },
  {
    name: 'verdict label forgotten',
    file: 'lambda/rotation/rotation.ts',
    find: 'await intake.recordVerdict(stagedDocument, { verdict, token, notified });',
    replace: 'await Promise.resolve(notified);',
  },
  {
    name: 'support asked before a login',
    file: 'lambda/watch/run-watch.ts',
    find: '    liveIsProven: false,',
    replace: '    liveIsProven: true,',
  },
  {
    name: 'request at once',
    file: 'lambda/handover/hold.ts',
    find: '  isUrgent(reason) || (hours === 0 && heldUntil === undefined);',
    replace: '  isUrgent(reason) || (hours >= 0 && heldUntil === undefined);',
  },
  {
    name: 'hold forgotten after a leak',
    file: 'lambda/handover/hold.ts',
    find: '  isUrgent(reason) || (hours === 0 && heldUntil === undefined);',
    replace: '  reason === undefined || (hours === 0 && heldUntil === undefined);',
  },
  {
    name: 'older pair waits on after a leak',
    file: 'lambda/revocation/decide-due.ts',
    find: '  if (reason !== undefined) return becomes({ ...due, reason });',
    replace: '',
  },
  {
    name: 'hold never ends',
    file: 'lambda/revocation/decide-due.ts',
    find: "  if (now >= latestRequest(due, handover)) return 'nothing';",
    replace: '',
  },
];
