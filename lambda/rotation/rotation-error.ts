import { refusingVerdicts } from '../intake/refusing-verdict.ts';

/** Every code with which a rotation step fails; Lambda shows it as `errorType`. */
export const rotationErrorCodes = [
  'InvalidEvent',
  'UnknownStep',
  'RotationDisabled',
  'UnknownVersion',
  'NotPending',
  'ForeignPending',
  'PendingNotReadable',
  'LiveValueBroken',
  'NothingStaged',
  ...refusingVerdicts,
  'Unavailable',
  'CurrentMoved',
  'PromotedPairRefused',
] as const;
export type RotationErrorCode = (typeof rotationErrorCodes)[number];

/** Why a rotation step ends without having done its work. But for `PromotedPairRefused`, nothing was promoted. */
export class RotationError extends Error {
  override readonly name: RotationErrorCode;

  constructor(code: RotationErrorCode, message: string) {
    super(message);
    this.name = code;
  }
}
