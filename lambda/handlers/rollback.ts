import { createRollback } from '../functions/rollback.ts';
import { createPorts } from './ports.ts';

/** Invoked manually, through the operator's command. */
export const handler = createRollback(createPorts(process.env));
