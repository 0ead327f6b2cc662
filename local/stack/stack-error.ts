/** A template, an assembly or a bundle that cannot be run here. Its text says what is wrong and what to do. */
export class StackError extends Error {
  override readonly name = 'StackError';
}
