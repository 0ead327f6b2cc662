/** A template, an assembly or a bundle cannot run here. The message says what is wrong and what to do. */
export class StackError extends Error {
  override readonly name = 'StackError';
}
