/** The width that every table and every paragraph fits into. */
export const columns = 80;
