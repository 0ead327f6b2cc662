import type { MovableClock } from '../clock.ts';
import { isRecord, jsonObject } from './secrets/check.ts';

/** One metric. With other dimensions it is another metric. */
export interface Metric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

export interface DataPoint {
  readonly at: Date;
  readonly value: number;
}

export type Metrics = ReturnType<typeof createMetrics>;

/** The data points, by the movable clock. None expires, and none is delayed. */
export function createMetrics({ clock }: { clock: MovableClock }) {
  const points = new Map<string, DataPoint[]>();
  return {
    pointsOf: (metric: Metric): readonly DataPoint[] => points.get(keyOf(metric)) ?? [],
    /** Reads the metrics that are embedded in a line of a function. Any other line is ignored. */
    read(line: string): void {
      for (const { value, ...metric } of embeddedIn(line)) {
        const key = keyOf(metric);
        points.set(key, [...(points.get(key) ?? []), { at: clock.now(), value }]);
      }
    },
  };
}

const keyOf = ({ namespace, name, dimensions }: Metric): string =>
  JSON.stringify([namespace, name, Object.entries(dimensions).toSorted(([a], [b]) => a.localeCompare(b))]);

/** The embedded metric format: `_aws` says which fields are metrics and which are dimensions. */
function embeddedIn(line: string): readonly (Metric & { readonly value: number })[] {
  const fields = jsonObject(line) ?? {};
  const directives = isRecord(fields._aws) ? listOf(fields._aws.CloudWatchMetrics) : [];
  return directives.filter(isRecord).flatMap(({ Namespace, Dimensions, Metrics }) =>
    listOf(Dimensions).flatMap((names) =>
      listOf(Metrics)
        .filter(isRecord)
        .map(({ Name }) => ({
          namespace: String(Namespace),
          name: String(Name),
          dimensions: Object.fromEntries(listOf(names).map((name) => [String(name), String(fields[String(name)])])),
          value: Number(fields[String(Name)]),
        })),
    ),
  );
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
