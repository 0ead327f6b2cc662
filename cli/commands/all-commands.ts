import type { Option } from '../command-line/option.ts';
import { commonOptions } from '../command-line/shared-options.ts';
import type { Command } from './command.ts';
import { doctor } from './doctor.ts';
import { handover } from './handover.ts';
import { history } from './history.ts';
import { request } from './request.ts';
import { rollback } from './rollback.ts';
import { rotate } from './rotate.ts';
import { stage } from './stage.ts';
import { status } from './status.ts';
import { unstick } from './unstick.ts';
import { watch } from './watch.ts';

/** Every command, in the order of `--help`. */
export const commands: Readonly<Record<string, Command>> = {
  stage,
  rotate,
  handover,
  status,
  request,
  watch,
  rollback,
  unstick,
  doctor,
  history,
};

/** Every option of every command, each once. */
export const everyOption: readonly Option[] = [
  ...new Set([commonOptions, ...Object.values(commands).map(({ options }) => options)].flatMap(Object.values<Option>)),
];
