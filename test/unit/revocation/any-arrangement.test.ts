import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SecretView } from '../../../lambda/secrets/secret-view.ts';
import { states } from '../../../lambda/secrets/state-label.ts';
import type { Version } from '../secrets/shorthand.ts';
import { reconciled, stored } from './in-memory.ts';

describe('from any arrangement of labels', () => {
  const instant = fc.constantFrom('early', 'january', 'june', 'now');
  const pair = fc.constantFrom('a', 'b', 'c');
  const state = fc
    .tuple(fc.constantFrom(...states), instant, instant, fc.option(pair))
    .map(([word, at, since, successor]) => {
      const namesSuccessor = successor !== null && ['due', 'requested', 'rolled-back'].includes(word);
      return `${word} at=${at} live=${since}${namesSuccessor ? ` for=${successor}` : ''}`;
    });
  const version = fc.tuple(
    fc.uniqueArray(state, { maxLength: 2 }),
    fc.oneof({ weight: 6, arbitrary: pair }, fc.constant('broken')),
  );
  const arrangement = fc
    .tuple(fc.array(version, { minLength: 1, maxLength: 4 }), fc.nat(3), fc.nat(3), fc.nat(3), fc.boolean())
    .map(([versions, current, previous, pending, liveIsProven]) => {
      const isOn = (index: number, which: number): boolean => which % versions.length === index;
      const awsLabels = (index: number): readonly string[] => {
        const isCurrent = isOn(index, current);
        const on = {
          AWSCURRENT: isCurrent,
          AWSPREVIOUS: !isCurrent && isOn(index, previous),
          AWSPENDING: isOn(index, pending),
        };
        return Object.entries(on).flatMap(([label, isThere]) => (isThere ? [label] : []));
      };
      // Labels have the pair of the value that they are on: there is none on what is no pair.
      const labelled = versions.map(([labels, of], index): [string, Version] => [
        `v${index}`,
        [[...awsLabels(index), ...(of === 'broken' ? [] : labels)], of],
      ]);
      const live = labelled.find(([, [labels]]) => labels.includes('AWSCURRENT'))?.[1][1];
      return { given: stored(Object.fromEntries(labelled)), live, liveIsProven };
    });

  /** All labels, in whatever order they are attached. */
  const endOf = (view: SecretView) =>
    Object.fromEntries(Object.entries(view.stages).map(([id, labels]) => [id, labels.toSorted()]));

  it('comes to an end, and never asks for the live pair, nor before that has logged in', async () => {
    await fc.assert(
      fc.asyncProperty(arrangement, async ({ given, live, liveIsProven }) => {
        const { messages } = await reconciled(given, { liveIsProven });
        const requests = messages.filter((message) => message.startsWith('request'));
        expect(liveIsProven ? requests : messages).not.toContain(`request ${live}`);
        if (!liveIsProven) expect(requests).toEqual([]);
      }),
      { numRuns: 300, seed: 2026 },
    );
  });

  it('leaves nothing open: a second run notifies nobody and changes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(arrangement, async ({ given, liveIsProven }) => {
        const { view } = await reconciled(given, { liveIsProven });
        const again = await reconciled({ ...given, view }, { liveIsProven });
        expect(again).toEqual({ view, messages: [], steps: 0 });
      }),
      { numRuns: 300, seed: 2026 },
    );
  });

  it('and cut off after any write or notice, ends in the same labels, after the same notices', async () => {
    await fc.assert(
      fc.asyncProperty(arrangement, async ({ given, liveIsProven }) => {
        const whole = await reconciled(given, { liveIsProven });
        for (let steps = 1; steps <= whole.steps; steps += 1) {
          const cut = await reconciled(given, { liveIsProven, steps });
          const rest = await reconciled({ ...given, view: cut.view }, { liveIsProven });
          expect(endOf(rest.view)).toEqual(endOf(whole.view));
          const messages = [...cut.messages, ...rest.messages];
          expect([...new Set(messages)].toSorted()).toEqual(whole.messages.toSorted());
          for (const message of cut.messages)
            expect(messages.filter((other) => other === message).length).toBeLessThan(3);
        }
      }),
      { numRuns: 150, seed: 2026 },
    );
  });
});
