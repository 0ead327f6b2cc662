import { createRotate } from '../functions/rotate.ts';
import { createPorts } from './ports.ts';

/** Invoked by Secrets Manager, once per step. */
export const handler = createRotate(createPorts(process.env));
