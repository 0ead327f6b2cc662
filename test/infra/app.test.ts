import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cdkContext } from './template-of.ts';

const project = fileURLToPath(new URL('../..', import.meta.url));
const work = mkdtempSync(join(tmpdir(), 'octopus-cards-app-'));
afterAll(() => rmSync(work, { recursive: true }));

/** Runs the app in the same way as the CDK's command. */
function runApp(context: object, outdir: string) {
  return spawnSync(process.execPath, ['bin/app.ts'], {
    cwd: project,
    encoding: 'utf8',
    env: { ...process.env, CDK_CONTEXT_JSON: JSON.stringify(context), CDK_OUTDIR: outdir, CDK_VALIDATION: 'false' },
  });
}

describe('the app with the settings of cdk.json', () => {
  const outdir = join(work, 'good');
  let run: ReturnType<typeof runApp>;
  beforeAll(() => {
    run = runApp(cdkContext, outdir);
  });
  const files = () =>
    readdirSync(outdir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
  const templates = () => files().filter((file) => file.endsWith('.template.json'));

  it('synthesizes both stacks, bundled and without a finding of cdk-nag', () => {
    expect(run).toMatchObject({ status: 0, stdout: '' });
    expect(
      templates()
        .map((file) => file.slice(outdir.length + 1))
        .toSorted(),
    ).toEqual(['OctopusCards-Production.template.json', 'OctopusCards-Sandbox.template.json']);
  });

  it('writes nothing that names this machine', () => {
    for (const file of files()) {
      const text = readFileSync(file, 'utf8');
      for (const place of [project, homedir(), work]) expect(text.includes(place), `${place} in ${file}`).toBe(false);
    }
  });

  it('bundles a function that loads with the variables of its template, and refuses to without them', () => {
    const [bundle = ''] = files().filter((file) => file.endsWith('index.js'));
    const topic = 'arn:aws:sns:eu-central-1:012345678901:ops';
    const variables = { ENVIRONMENT: 'sandbox', OPS_TOPIC_ARN: topic, SUPPORT_TOPIC_ARN: topic, CREDENTIALS: '{}' };
    const load = (env: Record<string, string>) =>
      spawnSync(process.execPath, ['-p', `typeof require(${JSON.stringify(bundle)}).handler`], {
        encoding: 'utf8',
        env: { AWS_REGION: 'eu-central-1', ...env },
      });
    expect(load(variables)).toMatchObject({ status: 0, stdout: 'function\n' });
    expect(load({})).toMatchObject({ status: 1, stderr: expect.stringContaining('wrong environment variables') });
  });
});

describe('the app with mistakes in cdk.json', () => {
  it('reports them all and ends with 1, without a stack trace and without a template', () => {
    const outdir = join(work, 'bad');
    const sandbox = { opsEmails: ['ops'], supportEmails: ['support@example.com'], rotateEverDays: 90 };
    const run = runApp({ ...cdkContext, 'octopus-cards': { sandbox } }, outdir);
    expect(run.stderr).toMatchInlineSnapshot(`
      "cdk.json has mistakes:
        octopus-cards.sandbox.opsEmails[0]: found "ops", expected an e-mail address
        octopus-cards.sandbox.rotateEverDays: found an unknown key, expected one of opsEmails, supportEmails, credentials, rotateEveryDays, remindDaysBefore, handover, egress, encryption, account, region
        octopus-cards.production: found nothing, expected an object of opsEmails, supportEmails, credentials, rotateEveryDays, remindDaysBefore, handover, egress, encryption, account, region
      "
    `);
    expect(run).toMatchObject({ status: 1, stdout: '' });
    expect(readdirSync(outdir)).toEqual([]);
  });
});
