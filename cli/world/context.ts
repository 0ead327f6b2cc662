import type { Origin } from '../../lambda/secrets/origin.ts';
import { type CommonOptions, defaultCredential } from '../command-line/shared-options.ts';
import type { World } from './world.ts';

/** What a command runs with; the parts of a command name the options that they need beside the common ones. */
export interface Context<Options extends CommonOptions = CommonOptions> {
  readonly world: World;
  readonly options: Options;
}

/** The credential that a command is about. */
export const originOf = ({ environment, credential = defaultCredential }: CommonOptions): Origin => ({
  environment,
  credential,
});
