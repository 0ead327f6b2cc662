import { Aws } from 'aws-cdk-lib';
import { CfnPermission } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { rotateRights } from './function-rights.ts';
import { type FunctionSurroundings, OctopusFunction } from './octopus-function.ts';

/** The function that runs the four steps of a rotation. */
export class RotateFunction extends OctopusFunction {
  /** The permission to invoke the function. Secrets Manager refuses a schedule without it, so schedules depend on it. */
  readonly permission: CfnPermission;

  constructor(scope: Construct, id: string, surroundings: FunctionSurroundings) {
    const { environment } = surroundings;
    super(scope, id, {
      ...surroundings,
      name: 'rotate',
      description: `Rotates the Octopus Cards credentials of ${environment}. Invoked by Secrets Manager, once per step`,
      rights: rotateRights(environment),
    });
    // The function serves many secrets, so SourceArn cannot name one. SourceAccount excludes other accounts.
    this.permission = new CfnPermission(this, 'SecretsManagerMayInvoke', {
      action: 'lambda:InvokeFunction',
      functionName: this.functionArn,
      principal: 'secretsmanager.amazonaws.com',
      sourceAccount: Aws.ACCOUNT_ID,
    });
  }
}
