import { Aws } from 'aws-cdk-lib';
import { CfnPermission } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { rotateRights } from './function-rights.ts';
import { type FunctionSurroundings, OctopusFunction } from './octopus-function.ts';

/** The function that takes the four steps. */
export class RotateFunction extends OctopusFunction {
  /** Without it, Secrets Manager refuses a rotation schedule: a schedule has to depend on it. */
  readonly permission: CfnPermission;

  constructor(scope: Construct, id: string, surroundings: FunctionSurroundings) {
    const { environment } = surroundings;
    super(scope, id, {
      ...surroundings,
      name: 'rotate',
      description: `Rotates the Octopus Cards credentials of ${environment}. Invoked by Secrets Manager, once per step`,
      rights: rotateRights(environment),
    });
    // The function serves many secrets, so SourceArn cannot name one; SourceAccount keeps other accounts out.
    this.permission = new CfnPermission(this, 'SecretsManagerMayInvoke', {
      action: 'lambda:InvokeFunction',
      functionName: this.functionArn,
      principal: 'secretsmanager.amazonaws.com',
      sourceAccount: Aws.ACCOUNT_ID,
    });
  }
}
