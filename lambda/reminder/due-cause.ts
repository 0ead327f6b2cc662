/** Why ops is asked for a new pair now. */
export type DueCause =
  /** A rotation started and found the intake empty. */
  | { readonly kind: 'nothing-staged' }
  /** A rung of the ladder before the twelve months are over; the days that are really left, 0 on the last one. */
  | { readonly kind: 'rung'; readonly daysLeft: number }
  | { readonly kind: 'overdue'; readonly days: number }
  | { readonly kind: 'first-pair' };
