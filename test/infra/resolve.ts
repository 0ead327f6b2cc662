/** What AWS would put in the place of a reference, by its name. Everything else gets a name as long as AWS makes them. */
const known: Readonly<Record<string, string>> = {
  'AWS::Partition': 'aws',
  'AWS::Region': 'eu-central-1',
  'AWS::URLSuffix': 'amazonaws.com',
  'AWS::AccountId': '012345678901',
};

/** A part of a template as it is once deployed. Understands `Ref`, `Fn::Join` and `Fn::GetAtt`. */
export function resolve(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(resolve);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const [[key, inner] = []] = entries;
  if (key === 'Ref') return known[String(inner)] ?? `arn:aws:any:eu-central-1:012345678901:${String(inner)}`;
  if (key === 'Fn::Join') return [resolve(inner[1])].flat().join(inner[0]);
  if (key === 'Fn::GetAtt') return `arn:aws:any:eu-central-1:012345678901:${inner.join('.')}`;
  return Object.fromEntries(entries.map(([name, part]) => [name, resolve(part)]));
}
