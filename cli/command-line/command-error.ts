/** Why a command ends early: it was used wrongly, somebody declined, or it cannot be done. The message is one line. */
export class CommandError extends Error {
  override readonly name: 'Usage' | 'Declined' | 'Failed';

  constructor(kind: 'Usage' | 'Declined' | 'Failed', message: string) {
    super(message);
    this.name = kind;
  }
}
