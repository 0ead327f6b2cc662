import { describe, expect, it } from 'vitest';
import { CommandError } from '../../../../cli/command-line/command-error.ts';
import { flag } from '../../../../cli/command-line/option.ts';
import { commonOptions } from '../../../../cli/command-line/shared-options.ts';
import { refuseTaken, takenByNpm } from '../../../../cli/command-line/taken-by-npm.ts';
import { everyOption } from '../../../../cli/commands/all-commands.ts';

describe('takenByNpm', () => {
  it.each([
    [{ npm_config_environment: 'production', npm_config_rotate: '' }, ['environment', 'no-rotate']],
    [{ npm_config_credential: 'true', npm_config_region: 'true' }, ['credential', 'region']],
    [{ npm_config_profile: '', npm_config_reason: 'leak', npm_config_note: 'x' }, ['profile', 'reason', 'note']],
    [{ npm_config_dry_run: 'true' }, ['dry-run']],
    // These are npm's own, and there without anybody's doing.
    [{ npm_config_yes: '', npm_config_json: 'true', npm_config_help: '' }, []],
    [{ npm_config_cache: '/x', environment: 'production' }, []],
  ])('finds in %j %j', (environment, names) => {
    expect(
      takenByNpm(environment, everyOption)
        .map(({ name }) => name)
        .toSorted(),
    ).toStrictEqual(names.toSorted());
  });
});

describe('refuseTaken', () => {
  const refusal = (options: readonly string[]) => {
    try {
      refuseTaken([commonOptions.environment, flag('no-rotate', '')], { command: 'stage', options });
    } catch (error) {
      return error;
    }
    return undefined;
  };

  it.each([
    [
      [],
      'npm took --environment and --no-rotate for itself; write: npm run octopus -- stage --environment … --no-rotate',
    ],
    [['environment'], 'npm took --no-rotate for itself; write: npm run octopus -- stage --no-rotate'],
  ])('with %j given to us it says which ones npm took', (options, message) => {
    expect(refusal(options)).toStrictEqual(new CommandError('Usage', message));
  });

  it('asks for no value where an option takes none', () => {
    expect(() => refuseTaken([flag('dry-run', '')], { command: 'watch', options: [] })).toThrow(
      /write: npm run octopus -- watch --dry-run$/,
    );
  });

  it('has nothing to say about options that are on our command line too', () => {
    expect(refusal(['environment', 'no-rotate'])).toBe(undefined);
  });
});
