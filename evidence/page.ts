import type { Claim, NamedTest } from './claims.ts';
import { commands, type RunName, type Runs } from './runs.ts';

/** Everything that the page is written from. */
export interface Evidence {
  /** The day on which each run ended. */
  readonly dates: Partial<Record<RunName, string>>;
  readonly versions: Readonly<Record<string, string>>;
  readonly claims: readonly Claim[];
  readonly runs: Runs;
}

const table = (head: readonly string[], rows: readonly (readonly (string | number)[])[]): string =>
  [head, head.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.map((cell) => String(cell).replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n');

type Section = readonly [title: string, run: RunName, write: (evidence: Evidence) => string | undefined];

const sections: readonly Section[] = [
  ['What the README says, and the tests behind it', 'tests', writeClaims],
  ['Random sequences against the invariants', 'soak', writeSoak],
  ['Planted mistakes', 'planted', writePlanted],
  ['Random inputs for every parser', 'fuzz', writeFuzz],
  ['The local AWS against the known facts about AWS', 'conformance', writeConformance],
  ['The unit tests against changes of the sources', 'mutation', writeMutation],
  ['What it costs', 'bench', writeBench],
];

/** The page, as Markdown. It says which runs are missing. */
export function writePage(evidence: Evidence): string {
  const { versions, dates } = evidence;
  return [
    '# Evidence',
    '`npm run evidence` writes this page. No figure in it is written by hand, except the published numbers of calls that AWS’s own templates make. `npm run evidence -- --only bench` repeats one run.',
    table(['version of', ''], Object.entries(versions)),
    ...sections.flatMap(([title, run, write]) => [
      `## ${title}`,
      `${dates[run] ?? 'Not run'}: \`${commands[run]
        .join(' ')
        .replace(/ ?(--json|--outputFile=|--reporter=json) ?(FILE)?/g, '')
        .replace(/ --$/, '')}\``,
      write(evidence) ?? 'Missing: this run has not been made.',
    ]),
    '',
  ]
    .join('\n\n')
    .trimEnd()
    .concat('\n');
}

function writeClaims({ claims, runs: { tests } }: Evidence): string | undefined {
  if (tests === undefined) return undefined;
  const all = tests.testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.map((test) => ({ ...test, file: name })),
  );
  const passed = (list: typeof all) => list.filter(({ status }) => status === 'passed').length;
  const of = ({ file, names }: NamedTest) =>
    all.filter(
      (test) => test.file.endsWith(file) && (names === undefined || names.some((name) => test.fullName.includes(name))),
    );
  const rows = claims.map(({ says, tests: named }) => {
    const found = named.flatMap(of);
    const files = named.map(({ file }) => `\`${file.replace('test/', '')}\``);
    return [says, files.join(', '), `${passed(found)} of ${found.length} passed`];
  });
  return `${passed(all)} of ${all.length} tests passed.\n\n${table(['statement', 'tests, below test/', 'result'], rows)}`;
}

function writeSoak({ runs: { soak } }: Evidence): string | undefined {
  if (soak === undefined) return undefined;
  const { sequences, seconds, sequencesPerSecond, seed, counterexample } = soak;
  const found = counterexample === undefined ? 'no counterexample' : `a counterexample: ${counterexample}`;
  return `${sequences} sequences in ${Math.round(seconds)} s, ${sequencesPerSecond.toFixed(1)} a second, seed ${seed}: ${found}.`;
}

function writePlanted({ runs: { planted } }: Evidence): string | undefined {
  if (planted === undefined) return undefined;
  const rows = planted.planted.map(({ name, invariant, commands: shrunk, ran }) => [
    name,
    invariant === undefined ? 'NOT CAUGHT' : `invariant ${invariant}`,
    shrunk.length,
    ran,
  ]);
  return table(['planted', 'caught by', 'commands after shrinking', 'sequences tried'], rows);
}

function writeFuzz({ runs: { fuzz } }: Evidence): string | undefined {
  if (fuzz === undefined) return undefined;
  const rows = fuzz.parsers.map(({ name, runs, verdicts, slowestMs, counterexample }) => [
    name,
    runs,
    Object.entries(verdicts)
      .toSorted(([, one], [, other]) => other - one)
      .map(([verdict, count]) => `${verdict} ${count}`)
      .join(', '),
    `${slowestMs.toFixed(1)} ms`,
    counterexample === undefined ? 'none' : 'FOUND',
  ]);
  return table(['parser', 'inputs', 'verdicts', 'slowest', 'counterexample'], rows);
}

function writeConformance({ runs: { conformance } }: Evidence): string | undefined {
  if (conformance === undefined) return undefined;
  const { rows, notModelled } = conformance;
  const count = (who: 'ours' | 'moto', kind: string) => rows.filter((row) => row[who] === kind).length;
  const summary = (who: 'ours' | 'moto') =>
    [who, ...['holds', 'differs', 'skipped'].map((kind) => count(who, kind))] as const;
  return `${table(['of the facts', 'holds', 'differs', 'skipped'], [summary('ours'), summary('moto')])}\n\n${notModelled.length} more facts are known and not modelled. ${table(
    ['operation', 'fact', 'ours', 'moto'],
    rows.map((row) => [row.operation, row.fact, row.ours, row.moto]),
  ).replace(/^/, '\n\n')}`;
}

function writeMutation({ runs: { mutation } }: Evidence): string | undefined {
  if (mutation === undefined) return undefined;
  const rows = mutation.folders.map(({ folder, mutants, survived, explained, score }) => [
    folder,
    mutants,
    survived,
    explained,
    `${score.toFixed(1)} %`,
  ]);
  return `Each folder was tested by its own unit tests. A survivor with a reason has its line in \`test/mutation/explained/\`.\n\n${table(['folder', 'mutants', 'survived', 'of these explained', 'killed'], rows)}`;
}

function writeBench({ runs: { bench } }: Evidence): string | undefined {
  if (bench === undefined) return undefined;
  const rows = bench.rows.map(({ name, measured, budget, unit, within, peers }) => [
    name,
    measured.toFixed(2),
    `${budget} ${unit}`,
    within ? 'within' : 'OVER',
    peers.map((peer) => `${peer.name}: ${peer.measured.toFixed(2)}`).join(', '),
  ]);
  return table(['what', 'measured', 'at most', '', 'peers'], rows);
}
