import { expect, it } from 'vitest';
import { describeFindings } from '../../../../cli/doctor/describe-findings.ts';
import { fail, ok, skipped, together, warn } from '../../../../cli/doctor/finding.ts';

it('a finding is one line, or as many as its words need; the fix is below it, a command as it is', () => {
  const command = `aws secretsmanager update-secret-version-stage --secret-id octopus-cards/production/${'x'.repeat(40)}`;
  const lines = describeFindings([
    { check: 'identity', ...ok('user/operator') },
    { check: 'subscriptions', ...skipped(`you may not call it; ${'ask for the right '.repeat(6)}`) },
    { check: 'labels', ...warn('mine on ab12cd34… is unknown here', { fix: 'have it taken off', command }) },
  ]);
  expect(lines.join('\n')).toMatchInlineSnapshot(`
    "ok       identity       user/operator
    skipped  subscriptions  you may not call it; ask for the right ask for the right
                            ask for the right ask for the right ask for the right
                            ask for the right
    warn     labels         mine on ab12cd34… is unknown here
        fix: have it taken off
        aws secretsmanager update-secret-version-stage --secret-id octopus-cards/production/xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
  `);
  expect(lines.filter((line) => line.length > 80)).toEqual([`    ${command}`]);
});

it('several judgements are one: the worst first, with its fix', () => {
  const [bad, worse] = [warn('bad', { fix: 'mend' }), fail('worse', { fix: 'mend at once', command: 'now' })];
  expect(together(ok('all is well'), ok('this too'))).toEqual(ok('all is well'));
  expect(together(ok('all is well'), skipped('not seen'), bad, worse)).toEqual({
    status: 'fail',
    found: 'worse; bad; not seen',
    fix: 'mend at once',
    command: 'now',
  });
});
