import { BlockList, isIPv4, isIPv6 } from 'node:net';

export interface PairText {
  readonly apiKey: string;
  readonly apiSecret: string;
}

export interface NewAccount {
  /** The vendor's number for the client account. */
  readonly clientId: number;
  /** Part of the pairs that are generated for it. @default - `client-` and the number */
  readonly name?: string;
}

interface Account {
  readonly clientId: number;
  readonly name: string;
  /** Every pair ever issued, by key and secret; one key may have had several secrets. */
  readonly pairs: (PairText & { isRevoked: boolean })[];
  allowlist: BlockList | undefined;
}

export type Accounts = ReturnType<typeof createAccounts>;

/** The vendor's client accounts with their pairs, and what the account manager does with them. */
export function createAccounts() {
  const accounts = new Map<number, Account>();

  const holderOf = (apiKey: string): Account | undefined =>
    [...accounts.values()].find(({ pairs }) => pairs.some((pair) => pair.apiKey === apiKey));

  function accountOf(clientId: number): Account {
    const account = accounts.get(clientId);
    if (account === undefined) throw new Error(`there is no client account ${clientId}; add it first`);
    return account;
  }

  return {
    add({ clientId, name = `client-${clientId}` }: NewAccount): void {
      if (accounts.has(clientId)) throw new Error(`there is a client account ${clientId} already`);
      accounts.set(clientId, { clientId, name, pairs: [], allowlist: undefined });
    },
    /** Issues a pair that is valid from now on, in addition to earlier ones. What is not given is generated. */
    issuePair(clientId: number, given: Partial<PairText> = {}): PairText {
      const account = accountOf(clientId);
      const number = String(account.pairs.length + 1).padStart(4, '0');
      const apiKey = given.apiKey ?? `test-key-${account.name}-${number}`;
      const apiSecret = given.apiSecret ?? `secret-of-${account.name}-${number}`;
      const holder = holderOf(apiKey);
      if (holder !== undefined && holder !== account) throw new Error('another client account has this API key');
      if (find(account, { apiKey, apiSecret })) throw new Error('this pair was issued before');
      account.pairs.push({ apiKey, apiSecret, isRevoked: false });
      return { apiKey, apiSecret };
    },
    /** Revokes one pair; without a secret, all pairs of the key. Tokens that were issued before stay valid. */
    revoke(apiKey: string, apiSecret?: string): void {
      const ofKey = holderOf(apiKey)?.pairs.filter((pair) => pair.apiKey === apiKey) ?? [];
      const revoked = ofKey.filter((pair) => apiSecret === undefined || pair.apiSecret === apiSecret);
      if (revoked.length === 0) throw new Error('there is no such pair to revoke');
      for (const pair of revoked) pair.isRevoked = true;
    },
    /** Sets the CIDRs from which the client may call; `undefined` turns the list off. */
    allowOnly(clientId: number, cidrs: readonly string[] | undefined): void {
      accountOf(clientId).allowlist = cidrs && blockListOf(cidrs);
    },
    isAllowed(clientId: number, address: string): boolean {
      const { allowlist } = accountOf(clientId);
      return allowlist === undefined || allowlist.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
    },
    /** The client account of a key. The vendor knows it even when all pairs of the key are revoked. */
    clientOfKey: (apiKey: string): number | undefined => holderOf(apiKey)?.clientId,
    isValid(pair: PairText): boolean {
      const holder = holderOf(pair.apiKey);
      return holder !== undefined && find(holder, pair)?.isRevoked === false;
    },
  };
}

const find = ({ pairs }: Account, { apiKey, apiSecret }: PairText) =>
  pairs.find((pair) => pair.apiKey === apiKey && pair.apiSecret === apiSecret);

function blockListOf(cidrs: readonly string[]): BlockList {
  const list = new BlockList();
  for (const cidr of cidrs) {
    const [network = '', prefix = ''] = cidr.split('/');
    if (!/^\d{1,3}$/.test(prefix) || !(isIPv4(network) || isIPv6(network))) throw new Error(`no CIDR: "${cidr}"`);
    list.addSubnet(network, Number(prefix), isIPv6(network) ? 'ipv6' : 'ipv4');
  }
  return list;
}
