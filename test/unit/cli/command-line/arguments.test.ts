import { describe, expect, it } from 'vitest';
import { main } from '../../../../cli/main.ts';
import type { World } from '../../../../cli/world/world.ts';
import { noAws } from '../no-aws.ts';
import { leaks, recordingTerminal } from '../recording-terminal.ts';

const typed = 'typed-in-the-wrong-place-0123456789';

/** No command line here gets as far as AWS. */
async function run(...args: string[]) {
  const recorded = recordingTerminal();
  const world: World = {
    terminal: recorded.terminal,
    clock: { now: () => new Date(0), sleep: async () => {} },
    randomUUID: () => 'unused',
    ...noAws,
  };
  return { exitCode: await main(args, world), ...recorded };
}

describe('the command line', () => {
  it.each([
    [['stage', '--secret', typed]],
    [['stage', `--secret=${typed}`]],
    [['stage', '--api-secret', typed]],
    [['stage', `--API_SECRET=${typed}`]],
    [['stage', '--key', typed]],
    [['stage', '--api-key', typed]],
    [['stage', '--password', typed]],
    [['stage', '--client-secret', typed]],
    [['rotate', '--token', typed]],
    [['stage', typed]],
    [['stage', typed, typed]],
    [['stage', `API_KEY=${typed}`]],
    [['stage', '--', typed]],
  ])('refuses a key or a secret in %j, with the reason and without quoting it', async (args) => {
    const { exitCode, err, out, all } = await run(...args);
    expect(exitCode).toBe(2);
    expect(out).toStrictEqual([]);
    expect(err).toHaveLength(1);
    expect(err[0]).toContain('a key or a secret is never taken from the command line');
    expect(leaks(all(), [typed])).toBe(false);
  });

  it.each([
    [['staeg'], 'there is no such command; did you mean stage?'],
    [['unst'], 'there is no such command; did you mean unstick?'],
    [[typed], 'there is no such command; "help" lists them'],
    [['constructor'], 'there is no such command; "help" lists them'],
    [['rotate', '--enviroment', 'production'], 'there is no such option; did you mean --environment?'],
    [['rotate', `--${typed}`], 'there is no such option; --help lists them'],
    [['rotate', '--note', 'x'], 'rotate has no option --note'],
    [['rotate', '--environment', 'prod'], '--environment must be sandbox or production'],
    [['rotate', '--credential', typed.toUpperCase()], '--credential must be 1 to 40 characters of a-z, 0-9 and -'],
    [['rotate', '--credential', 'a'.repeat(41)], '--credential must be 1 to 40 characters of a-z, 0-9 and -'],
    [['stage', '--reason', typed], '--reason must be scheduled, leak, departure, other'],
    [['stage', '--note', 'x'.repeat(501)], '--note must be at most 500 characters'],
    [['rotate', '--environment'], '--environment needs a value (write --environment=… when it begins with a dash)'],
    [['stage', '--note', '--yes'], '--note needs a value (write --note=… when it begins with a dash)'],
    [['rotate', '--yes=no'], '--yes takes no value'],
    [['rotate', '--credential', 'a', '--credential', 'b'], '--credential is given twice'],
  ])('answers %j with one line', async (args, line) => {
    const { exitCode, err, out } = await run(...args);
    expect({ exitCode, err, out }).toStrictEqual({ exitCode: 2, err: [`octopus: ${line}`], out: [] });
  });

  it('names the missing "--" first when a word is where none belongs', async () => {
    const { err } = await run('stage', 'production');
    expect(err[0]).toMatch(
      /^octopus: stage takes options only, .*: npm run octopus -- stage --environment …\. If the word is part of a pair: /,
    );
  });

  it.each([[['help']], [['--help']], [['-h']]])('prints the commands on %j', async (args) => {
    const { exitCode, out } = await run(...args);
    expect(exitCode).toBe(0);
    expect(out.join('\n')).toMatchInlineSnapshot(`
      "Usage: npm run octopus -- <command> [options]

        stage     put a new pair into the intake, rotate to it, and follow it to the
                  end
        rotate    rotate to the pair that is staged, and follow it to the end
        handover  show who has read the new pair, and when support is asked to revoke
                  the old one
        status    show the status of every credential, and what to do next
        request   print the mail that asks the account manager for a new pair
        watch     run the daily watch now, and report its findings
        rollback  roll back to the pair that was live before
        unstick   clear a rotation that is stuck, so that the next one can start
        doctor    check the whole set-up, and show how to fix each problem
        history   show what happened to a credential, oldest first
        help      this page; "<command> --help" explains one command

      Options of every command
        --environment <sandbox|production>  which environment (default: sandbox)
        --credential <name>                 which credential of it (default: api)
        --region <region>                   AWS region (default: the AWS SDK's choice)
        --profile <name>                    profile of the AWS configuration files
        --yes                               answer yes to every question
        --json                              print one line of JSON on stdout,
                                            everything else on stderr
        --help                              explain the command

      Exit codes: 0 done, 1 failed or needs a person, 2 wrong usage or declined.
      AWS credentials: the default chain of the AWS SDK.
      With --json, what ends a command early is one line on stdout too, {"error": …,
      "message": …}. error: Usage, Declined, Failed, AwsCallFailed or Unexpected."
    `);
  });

  it('prints them on stderr when no command is given, which is a mistake', async () => {
    const { exitCode, out, err } = await run();
    expect({ exitCode, out }).toStrictEqual({ exitCode: 2, out: [] });
    expect(err[0]).toBe('Usage: npm run octopus -- <command> [options]');
  });

  it.each([[['stage', '--help']], [['help', 'stage']], [['stage', '-h', '--environment', 'production']]])(
    'explains one command on %j',
    async (args) => {
      const { exitCode, out } = await run(...args);
      expect(exitCode).toBe(0);
      expect(out.join('\n')).toMatchInlineSnapshot(`
        "Usage: npm run octopus -- stage [options]

        Put a new pair into the intake, rotate to it, and follow it to the end.
        Asks for the API key and the API secret, hidden. If stdin is not a terminal, it
        reads one JSON document from it:
        {"API_KEY": "…", "API_SECRET": "…"}, optionally with "reason" and "note". A pair
        is never taken from the command line.
        It removes what a mail program put around a pasted text, and says so.

        Options
          --reason <reason>                   why the pair is replaced: scheduled, leak,
                                              departure, other (default: scheduled)
          --note <text>                       for ops, kept with the pair; at most 500
                                              characters
          --no-rotate                         leave the pair in the intake, rotate later
          --log                               show the function's log lines of this
                                              rotation
          --environment <sandbox|production>  which environment (default: sandbox)
          --credential <name>                 which credential of it (default: api)
          --region <region>                   AWS region (default: the AWS SDK's choice)
          --profile <name>                    profile of the AWS configuration files
          --yes                               answer yes to every question
          --json                              print one line of JSON on stdout,
                                              everything else on stderr
          --help                              explain the command"
      `);
    },
  );

  it.each([
    [['help']],
    [['help', 'stage']],
    [['help', 'rotate']],
    [['help', 'unstick']],
    [['help', 'watch']],
    [['help', 'rollback']],
    [['help', 'status']],
    [['help', 'request']],
    [['help', 'doctor']],
    [['help', 'history']],
  ])('fits the answer to %j into 80 columns', async (args) => {
    const { out } = await run(...args);
    const tooLong = out.flatMap((text) => text.split('\n')).filter((line) => line.length > 80);
    expect(tooLong).toStrictEqual([]);
  });

  it.each([
    [['rotate', '--json', '--environment', 'prod'], 2, 'Usage', '--environment must be sandbox or production'],
    [['rotate', '--json', '--no-such'], 2, 'Usage', 'there is no such option; --help lists them'],
    [['rotate', '--json'], 1, 'Unexpected', expect.stringMatching(/^unexpected Error at /)],
  ])('ends %j in one line of JSON on stdout beside the one on stderr', async (args, code, error, message) => {
    const { exitCode, out, err } = await run(...args);
    expect({ exitCode, out: out.map((line) => JSON.parse(line)) }).toStrictEqual({
      exitCode: code,
      out: [{ error, message }],
    });
    expect(err).toHaveLength(1);
  });

  it('reports a defect without its message, which could quote what was typed', async () => {
    const { exitCode, err } = await run('rotate');
    expect(exitCode).toBe(1);
    expect(err).toHaveLength(1);
    expect(err[0]).toMatch(/^octopus: unexpected Error at /);
    expect(err[0]).not.toContain('AWS was called');
  });
});
