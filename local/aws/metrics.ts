import type { MovableClock } from '../clock.ts';
import { isRecord, jsonObject } from './secrets/check.ts';

/** One metric: without exactly these dimensions it is another one. */
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

/** What was measured, by the clock that moves. Nothing is thrown away, and nothing comes late. */
export function createMetrics({ clock }: { clock: MovableClock }) {
  const points = new Map<string, DataPoint[]>();
  return {
    pointsOf: (metric: Metric): readonly DataPoint[] => points.get(keyOf(metric)) ?? [],
    /** Takes a line that a function wrote, and the metrics that are embedded in it. Any other line says nothing. */
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

/** The embedded metric format: which fields are metrics, and which are dimensions, is said under `_aws`. */
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
