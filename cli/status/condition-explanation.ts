/** A condition in words, for the person who reads the status. */
export interface ConditionExplanation {
  /** At most 33 characters: a column of the table. */
  readonly phrase: string;
  readonly means: string;
  /** At most 68 characters. */
  readonly todo: string;
  /** The commands to run, in this order. */
  readonly next: readonly string[];
  /** Whether a person has to do something. */
  readonly needsPerson: boolean;
}
