import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/**
 * Accepts a finding of cdk-nag, with the reason. It writes what `Validations.of(…).acknowledge` writes, but without the
 * stack trace, which would put paths of the machine that runs the synth into `cdk.out`.
 */
export function acknowledge(construct: IConstruct, rule: string, reason: string): void {
  construct.node.addMetadata(Validations.ACKNOWLEDGED_RULES_METADATA_KEY, { [`Annotation::${rule}`]: reason });
}
