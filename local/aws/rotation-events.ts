export interface RotationEvent {
  readonly name:
    | 'RotationStarted'
    | 'RotationSucceeded'
    | 'RotationFailed'
    | 'RotationAbandoned'
    | 'TestRotationStarted'
    | 'TestRotationSucceeded'
    | 'TestRotationFailed';
  /** The secret's name. */
  readonly secret: string;
  readonly secretArn: string;
  /** The version that the rotation is about. */
  readonly token: string;
  readonly at: Date;
  readonly errorType?: string;
  readonly errorMessage?: string;
}
