/** An environment of the vendor. Each has its own pairs, hosts and limits. */
export type Environment = 'sandbox' | 'production';
