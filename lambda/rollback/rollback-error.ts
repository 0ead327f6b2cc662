/** Every code with which a rollback is refused. The rollback has not moved AWSCURRENT. */
export const rollbackErrorCodes = [
  'NothingToGoBackTo',
  'OldPairRefused',
  'LivePairWorks',
  'RollbackUnavailable',
  'RollbackInterfered',
] as const;
export type RollbackErrorCode = (typeof rollbackErrorCodes)[number];

export class RollbackError extends Error {
  override readonly name: RollbackErrorCode;

  constructor(code: RollbackErrorCode, message: string) {
    super(message);
    this.name = code;
  }
}
