import { describe, expect, it } from 'vitest';
import { refusingVerdicts } from '../../../lambda/intake/refusing-verdict.ts';
import {
  formatVerdictLabel,
  parseVerdictLabel,
  recordedVerdicts,
  verdictAmong,
} from '../../../lambda/intake/verdict-label.ts';

describe('a verdict label', () => {
  it('names the verdict, the rotation and the verdicts of which ops was notified', () => {
    const label = formatVerdictLabel({
      verdict: 'Rejected',
      token: 'token-1',
      notified: ['EgressBlocked', 'Rejected'],
    });
    expect(label).toBe('octopus/verdict=Rejected/token=token-1/notified=EgressBlocked+Rejected');
  });

  it('has no list of notified verdicts while ops was notified of none', () => {
    expect(formatVerdictLabel({ verdict: 'Rejected', token: 'token-1', notified: [] })).toBe(
      'octopus/verdict=Rejected/token=token-1',
    );
  });

  it.each(recordedVerdicts)('%s survives writing and reading', (verdict) => {
    const label = { verdict, token: 'token-1', notified: [] };
    expect(parseVerdictLabel(formatVerdictLabel(label))).toEqual(label);
  });

  it('fits in 256 characters with every verdict of which ops can be notified for one staged version', () => {
    // AlreadyLive empties the intake, NothingStaged needs an empty one, and of Unavailable no notice is sent.
    const ofCreateSecret = refusingVerdicts.filter((verdict) => verdict !== 'AlreadyLive');
    const notified = [...ofCreateSecret, 'test-Rejected', 'test-EgressBlocked'] as const;
    const label = { verdict: 'TooManyOutstanding', token: 'f'.repeat(64), notified } as const;
    expect(formatVerdictLabel(label).length).toBeLessThanOrEqual(256);
    expect(parseVerdictLabel(formatVerdictLabel(label))).toEqual(label);
  });

  it.each(recordedVerdicts)('%s contains only the characters that Secrets Manager documents for names', (verdict) => {
    const label = formatVerdictLabel({ verdict, token: 'token-1', notified: [verdict, `test-${verdict}`] });
    expect(label).toMatch(/^[A-Za-z0-9/_+=.@-]+$/);
  });

  it.each([
    'AWSCURRENT',
    'octopus/empty',
    'octopus/verdict=',
    'octopus/verdict=Unheard/token=t',
    'octopus/verdict=Rejected',
    'octopus/live/at=20261124T134603Z',
    'verdict:Rejected,token=t',
    'another/verdict=Rejected/token=t',
  ])('%j is none', (label) => {
    expect(parseVerdictLabel(label)).toBeUndefined();
  });

  it('ignores notified verdicts that do not exist', () => {
    const label = 'octopus/verdict=Rejected/token=t/notified=Rejected+Unheard++test-Rejected+test-Unheard';
    expect(parseVerdictLabel(label)?.notified).toEqual(['Rejected', 'test-Rejected']);
  });

  it('is nowhere among labels of others', () => {
    expect(verdictAmong(['AWSCURRENT', 'octopus/empty'])).toBeUndefined();
  });

  it('lists a verdict once of which ops was notified twice', () => {
    const labels = ['a', 'b'].map((token) => `octopus/verdict=Rejected/token=${token}/notified=Rejected`);
    expect(verdictAmong(labels)?.notified).toEqual(['Rejected']);
  });

  it('lists the notified verdicts of both labels when a crash left two', () => {
    const labels = [
      'octopus/verdict=Rejected/token=b/notified=Rejected',
      'AWSCURRENT',
      'octopus/verdict=EgressBlocked/token=a/notified=EgressBlocked',
    ];
    expect(verdictAmong(labels)).toEqual({ verdict: 'Rejected', token: 'b', notified: ['Rejected', 'EgressBlocked'] });
  });
});
