/** The product's default of `handover.hours`: what the world's functions run with, and what invariant 11 counts. */
export const handoverHours = 24;
