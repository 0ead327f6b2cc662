import type { Construct } from 'constructs';
import { rollbackRights } from './function-rights.ts';
import { type FunctionSurroundings, OctopusFunction } from './octopus-function.ts';

/** The function that goes back to a former pair. A person invokes it. */
export class RollbackFunction extends OctopusFunction {
  constructor(scope: Construct, id: string, surroundings: FunctionSurroundings) {
    const { environment } = surroundings;
    super(scope, id, {
      ...surroundings,
      name: 'rollback',
      description: `Goes back to the Octopus Cards pair of ${environment} that was live before. Invoked manually`,
      rights: rollbackRights(environment),
    });
  }
}
