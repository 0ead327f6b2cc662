import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatStateLabel,
  furthest,
  parseStateLabel,
  reasons,
  type StateLabel,
  states,
} from '../../../lambda/secrets/state-label.ts';

const longestToken = 'f'.repeat(64);

describe('a state label', () => {
  it('reads as a sentence', () => {
    expect(
      formatStateLabel({
        state: 'due',
        versionId: 'version-of-alice',
        at: '2026-11-24T10:00:00Z',
        liveSince: '2025-11-24T10:00:00Z',
        reason: 'leak',
      }),
    ).toBe('octopus:due,at=2026-11-24T10:00:00Z,live=2025-11-24T10:00:00Z,reason=leak,version=version-of-alice');
  });

  it.each(states)('%s survives writing and reading, in at most 256 characters', (state) => {
    const label: StateLabel = {
      state,
      versionId: longestToken,
      at: '2026-11-24T10:00:00Z',
      liveSince: '2025-11-24T10:00:00Z',
      reason: 'departure',
      clientUncompared: true,
    };
    expect(parseStateLabel(formatStateLabel(label))).toEqual(label);
    expect(formatStateLabel(label).length).toBeLessThanOrEqual(256);
  });

  it.each([
    'AWSCURRENT',
    'empty',
    'octopus:',
    'octopus:unheard-of,at=2026-11-24T10:00:00Z,version=v',
    'octopus:live,version=v',
    'octopus:live,at=yesterday,version=v',
    'octopus:live,at=2026-99-24T10:00:00Z,version=v',
    'octopus:live,at=2026-11-24T10:00:00Z',
  ])('%j is none of ours', (label) => {
    expect(parseStateLabel(label)).toBeUndefined();
  });

  it('is read from any text without a crash', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((text) => `octopus:${text}`),
        ),
        (text) => {
          const label = parseStateLabel(text);
          return label === undefined || label.reason === undefined || reasons.includes(label.reason);
        },
      ),
    );
  });
});

describe('of two labels', () => {
  const label = (state: StateLabel['state'], at: string): StateLabel => ({ state, versionId: 'v', at });

  it('the further state counts', () => {
    const labels = [label('due', '2026-01-01T00:00:00Z'), label('live', '2026-02-01T00:00:00Z')];
    expect(furthest(labels)?.state).toBe('due');
  });

  it('and of the same state the earlier', () => {
    const labels = [label('due', '2026-01-02T00:00:00Z'), label('due', '2026-01-01T00:00:00Z')];
    expect(furthest(labels)?.at).toBe('2026-01-01T00:00:00Z');
  });
});
