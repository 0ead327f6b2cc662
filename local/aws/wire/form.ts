/** A request of the Query protocol: a flat form, in which lists and maps are numbered names. */
export interface Form {
  readonly get: (name: string) => string | undefined;
  /** `Name.entry.1.<key>`, `Name.entry.1.<value>`, … as pairs. */
  readonly entries: (name: string, names: { key: string; value: string }) => ReadonlyMap<string, string>;
}

export function parseForm(body: string): Form {
  const parameters = new URLSearchParams(body);
  const get = (name: string) => parameters.get(name) ?? undefined;
  return {
    get,
    entries(name, { key, value }) {
      const found = new Map<string, string>();
      for (let index = 1; get(`${name}.entry.${index}.${key}`) !== undefined; index += 1) {
        const at = `${name}.entry.${index}`;
        found.set(get(`${at}.${key}`) ?? '', get(`${at}.${value}`) ?? '');
      }
      return found;
    },
  };
}
