import type { MetricDeclaration, MetricView, Unit } from '../../metrics/declaration.js';
import { Histogram } from '../../metrics/histogram.js';
import type { Recorder } from '../../metrics/recorder.js';
import { Totals } from '../../metrics/request-tally.js';
import { exposition, type Family, metricName, type Sample } from './exposition.js';
import { BYTES, histogramSamples, NUMBERS, type Scale, SECONDS } from './histogram-samples.js';

/** One instance with what it has recorded so far. */
export interface Recorded {
  /** `api` of `api/2`. */
  readonly node: string;
  readonly name: string;
  /** What its kind says of its metrics. */
  readonly metrics: readonly MetricDeclaration[];
  readonly recorder: Recorder;
}

export interface ActiveFault {
  readonly name: string;
  readonly kind: string;
}

export interface Standing {
  readonly title: string;
  readonly uptimeSeconds: number;
  readonly recorded: readonly Recorded[];
  readonly faults: readonly ActiveFault[];
}

/** Numbers of things, not measurements. */
const NOT_MEASURED = new Set(['slowest-request']);

/** Everything that all instances have recorded, in the text format of Prometheus. */
export function prometheusText({ title, uptimeSeconds, recorded, faults }: Standing): string {
  const families = new Families();
  families.add('sysdesign_info', 'gauge', 'The scenario that is up', [{ suffix: '', labels: { title }, value: 1 }]);
  families.add('sysdesign_uptime_seconds', 'gauge', 'For how long it has been up', [
    { suffix: '', labels: {}, value: uptimeSeconds },
  ]);
  families.add(
    'sysdesign_fault_active',
    'gauge',
    'Faults that are in force',
    faults.map(({ name, kind }) => ({ suffix: '', labels: { fault: name, kind }, value: 1 })),
  );
  for (const one of recorded) addRecorded(families, one);
  return exposition(families.all());
}

/** Families in the order of their names; each says what it is once, whoever has samples of it. */
class Families {
  readonly #byName = new Map<string, { type: Family['type']; help: string; samples: Sample[] }>();

  add(name: string, type: Family['type'], help: string, samples: readonly Sample[]): void {
    const family = this.#byName.get(name) ?? { type, help, samples: [] };
    this.#byName.set(name, family);
    family.samples.push(...samples);
  }

  all(): Family[] {
    const named = [...this.#byName].map(([name, family]) => ({ name, ...family }));
    return named.toSorted((left, right) => (left.name < right.name ? -1 : 1));
  }
}

function addRecorded(families: Families, { node, name, metrics, recorder }: Recorded): void {
  const labels = { node, name };
  const words = new Words(metrics);
  for (const [counter, { total }] of recorder.counters) {
    const sample = { suffix: '', labels, value: total };
    families.add(`sysdesign_node_${metricName(counter)}_total`, 'counter', words.ofCounter(counter), [sample]);
  }
  for (const [level, value] of gaugesOf(recorder)) {
    families.add(`sysdesign_node_${metricName(level)}`, 'gauge', `${sentence(level)} of the node, now`, [
      { suffix: '', labels, value },
    ]);
  }
  for (const [metric, histogram] of recorder.histograms) {
    const whole = histogram.between(0, recorder.timeline.segmentEdges.length);
    const { help, scale } = words.ofHistogram(metric);
    const samples = histogramSamples(whole, scale, labels);
    families.add(`sysdesign_node_${metricName(metric)}${scale.suffix}`, 'histogram', help, samples);
  }
  addTallies(families, node, recorder);
}

function gaugesOf(recorder: Recorder): (readonly [string, number])[] {
  const levels = [...recorder.levels].map(([level, { value }]) => [level, value] as const);
  const occupancies = [...recorder.occupancies].map(([place, { present }]) => [place, present] as const);
  return [...levels, ...occupancies].filter(([level]) => !NOT_MEASURED.has(level));
}

const OUTCOMES = { ok: 'ok', failed: 'failed', rejected: 'rejected', timedOut: 'timed-out' } as const;

/** What workloads count: their requests, by operation. */
function addTallies(families: Families, workload: string, recorder: Recorder): void {
  const segments = recorder.timeline.segmentEdges.length;
  for (const [operation, tally] of recorder.tallies) {
    const labels = { workload, operation };
    const totals = tally.between(0, segments);
    families.add('sysdesign_workload_issued_total', 'counter', 'Requests that a workload has issued', [
      { suffix: '', labels, value: totals.issued },
    ]);
    const ended = Object.entries(OUTCOMES).map(([field, outcome]) => ({
      suffix: '',
      labels: { ...labels, outcome },
      value: totals[field as keyof typeof OUTCOMES],
    }));
    families.add('sysdesign_workload_requests_total', 'counter', 'Requests of a workload that have ended, by how', ended);
    const latency = histogramSamples(tally.latency.between(0, segments), SECONDS, labels);
    families.add(
      'sysdesign_workload_latency_seconds',
      'histogram',
      'Latency of successful requests, from when they were due',
      latency,
    );
  }
}

const SCALES: Partial<Readonly<Record<Unit, Scale>>> = { ms: SECONDS, bytes: BYTES };

/** What the metrics of results say about the counts that they are made of: asked once, with nothing in them. */
class Words {
  readonly #counters = new Map<string, string>();
  readonly #histograms = new Map<string, { readonly help: string; readonly scale: Scale }>();

  constructor(metrics: readonly MetricDeclaration[]) {
    for (const metric of metrics) {
      const asked = new Asked();
      if (metric.type === 'distribution') metric.histogram(asked);
      else metric.value(asked);
      const { counters, histograms } = asked;
      if (metric.type === 'distribution' && histograms.length === 1) {
        this.#histograms.set(histograms[0]!, { help: metric.summary, scale: SCALES[metric.unit] ?? NUMBERS });
      }
      if (metric.unit === 'count' && counters.length === 1) this.#counters.set(counters[0]!, metric.summary);
    }
  }

  ofCounter(counter: string): string {
    return this.#counters.get(counter) ?? `${sentence(counter)} of the node`;
  }

  /** What results say nothing of is a duration, as nearly everything is. */
  ofHistogram(metric: string): { readonly help: string; readonly scale: Scale } {
    return this.#histograms.get(metric) ?? { help: `${sentence(metric)} of the node`, scale: SECONDS };
  }
}

/** Remembers what a metric asks for. */
class Asked implements MetricView {
  readonly duration = 0;
  readonly instances = 0;
  readonly counters: string[] = [];
  readonly histograms: string[] = [];

  count(counter: string): number {
    this.counters.push(counter);
    return 0;
  }

  counts(counter: string): readonly number[] {
    this.counters.push(counter);
    return [];
  }

  mean(): number {
    return 0;
  }

  max(): number {
    return 0;
  }

  final(): number {
    return 0;
  }

  histogram(metric: string): Histogram {
    this.histograms.push(metric);
    return new Histogram();
  }

  requests(): Totals {
    return new Totals();
  }

  latency(): Histogram {
    return new Histogram();
  }

  completions(): number {
    return 0;
  }
}

function sentence(name: string): string {
  const words = name.replaceAll(/[-.]/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
