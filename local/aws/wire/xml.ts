export type XmlValue = string | readonly XmlValue[] | { readonly [name: string]: XmlValue };

/** An element; an array repeats it. */
export function xml(name: string, value: XmlValue, namespace?: string): string {
  if (isList(value)) return value.map((item) => xml(name, item)).join('');
  const start = namespace === undefined ? name : `${name} xmlns="${namespace}"`;
  return `<${start}>${typeof value === 'string' ? escaped(value) : content(value)}</${name}>`;
}

const isList = (value: XmlValue): value is readonly XmlValue[] => Array.isArray(value);

const content = (value: { readonly [name: string]: XmlValue }): string =>
  Object.entries(value)
    .map(([name, item]) => xml(name, item))
    .join('');

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '&#xD;' };
const escaped = (text: string): string => text.replaceAll(/[&<>"\r]/g, (character) => entities[character] ?? '');
