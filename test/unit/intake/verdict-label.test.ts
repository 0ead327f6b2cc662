import { describe, expect, it } from 'vitest';
import {
  formatVerdictLabel,
  parseVerdictLabel,
  recordedVerdicts,
  verdictAmong,
} from '../../../lambda/intake/verdict-label.ts';

describe('a verdict label', () => {
  it('names verdict, rotation and what ops was notified', () => {
    const label = formatVerdictLabel({
      verdict: 'Rejected',
      token: 'token-1',
      notified: ['EgressBlocked', 'Rejected'],
    });
    expect(label).toBe('verdict:Rejected,token=token-1,told=EgressBlocked+Rejected');
  });

  it('says nothing of what was notified while nothing was', () => {
    expect(formatVerdictLabel({ verdict: 'Rejected', token: 'token-1', notified: [] })).toBe(
      'verdict:Rejected,token=token-1',
    );
  });

  it.each(recordedVerdicts)('%s survives writing and reading', (verdict) => {
    const label = { verdict, token: 'token-1', notified: [] };
    expect(parseVerdictLabel(formatVerdictLabel(label))).toEqual(label);
  });

  it('fits in 256 characters with everything that one staged version can be notified', () => {
    const notified = [
      'AwaitingRevocation',
      'TooManyOutstanding',
      'Rejected',
      'EgressBlocked',
      'ClientMismatch',
    ] as const;
    const label = {
      verdict: 'TooManyOutstanding',
      token: 'f'.repeat(64),
      notified: [...notified, 'test-Rejected', 'test-EgressBlocked'],
    } as const;
    expect(formatVerdictLabel(label).length).toBeLessThanOrEqual(256);
  });

  it.each([
    'AWSCURRENT',
    'empty',
    'verdict:',
    'verdict:Unheard,token=t',
    'verdict:Rejected',
    'another:Rejected,token=t',
  ])('%j is none', (label) => {
    expect(parseVerdictLabel(label)).toBeUndefined();
  });

  it('knows nothing notified that is no verdict', () => {
    const label = 'verdict:Rejected,token=t,told=Rejected+Unheard++test-Rejected+test-Unheard';
    expect(parseVerdictLabel(label)?.notified).toEqual(['Rejected', 'test-Rejected']);
  });

  it('is nowhere among labels of others', () => {
    expect(verdictAmong(['AWSCURRENT', 'empty'])).toBeUndefined();
  });

  it('remembers once what was notified twice', () => {
    const labels = ['a', 'b'].map((token) => `verdict:Rejected,token=${token},told=Rejected`);
    expect(verdictAmong(labels)?.notified).toEqual(['Rejected']);
  });

  it('remembers everything notified when a crash left two', () => {
    const labels = [
      'verdict:Rejected,token=b,told=Rejected',
      'AWSCURRENT',
      'verdict:EgressBlocked,token=a,told=EgressBlocked',
    ];
    expect(verdictAmong(labels)).toEqual({ verdict: 'Rejected', token: 'b', notified: ['Rejected', 'EgressBlocked'] });
  });
});
