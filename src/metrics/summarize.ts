import type { Nanoseconds } from '../core/time.js';
import { figure } from './figure.js';
import type { Hop, Measurements } from './measurements.js';
import type { ActionResult, ArmResult, HopResult, TraceResult } from './run-result.js';
import { seriesOf } from './series.js';
import { summarizeMachine } from './summarize-machine.js';
import { metricTable, operationsOf, type Subject } from './summarize-metrics.js';
import { milliseconds } from './summarize-rounding.js';
import { warningsOf } from './summarize-warnings.js';
import { measuredWindow } from './summarize-window.js';

/** What a summary needs to know of the arm that was measured. */
export interface SummaryPlan {
  readonly arm: string;
  readonly settings: string;
  readonly subjects: readonly Subject[];
  readonly warmup: Nanoseconds;
  readonly duration: Nanoseconds;
  readonly windows: readonly { readonly name: string; readonly from: Nanoseconds; readonly to: Nanoseconds }[];
  readonly actions: readonly ActionResult[];
  /** By OperationId. */
  readonly operations: readonly string[];
  /** By NodeId. */
  readonly instances: readonly { readonly name: string }[];
  /** `shoppers/1234`, where a request was traced. */
  readonly traced?: string | undefined;
}

/** Reads off everything that one run of one arm measured. */
export function summarize(plan: SummaryPlan, measurements: Measurements): ArmResult {
  const { timeline, endedAt } = measurements;
  const whole = measuredWindow('measured', plan.warmup, plan.duration, timeline, endedAt);
  const metrics = whole === undefined ? {} : metricTable(plan.subjects, whole);
  const windows = plan.windows.flatMap(({ name, from, to }) => {
    const window = measuredWindow(name, from, to, timeline, endedAt);
    return window === undefined ? [] : [[name, metricTable(plan.subjects, window)] as const];
  });
  const to = whole?.to ?? Math.max(endedAt, plan.warmup);
  return {
    name: plan.arm,
    settings: plan.settings,
    subjects: plan.subjects.map((subject) => ({
      name: subject.name,
      kind: subject.kind,
      instances: subject.instances.map((instance) => instance.name),
      operations: operationsOf(subject),
    })),
    measured: { from: milliseconds(plan.warmup), to: milliseconds(to) },
    metrics,
    windows: Object.fromEntries(windows),
    actions: plan.actions,
    series: seriesOf(plan.subjects, timeline, endedAt),
    warnings: [
      ...(measurements.warnings ?? []),
      ...warningsOf(plan.subjects, metrics, measurements.interrupted ? figure(milliseconds(endedAt), 'ms') : null),
    ],
    ...(measurements.machine === undefined
      ? {}
      : { machine: summarizeMachine(measurements.machine, plan.subjects, metrics, whole) }),
    ...(plan.traced === undefined ? {} : { trace: traceOf(plan.traced, plan, measurements.hops) }),
  };
}

function traceOf(request: string, plan: SummaryPlan, hops: readonly Hop[]): TraceResult {
  return { request, hops: hops.map((hop) => hopResult(hop, plan)) };
}

function hopResult(hop: Hop, plan: SummaryPlan): HopResult {
  return {
    from: plan.instances[hop.from]?.name ?? '',
    to: plan.instances[hop.to]?.name ?? '',
    operation: plan.operations[hop.operation] ?? '',
    sentAt: milliseconds(hop.sentAt),
    arrivedAt: instant(hop.arrivedAt),
    answeredAt: instant(hop.answeredAt),
    returnedAt: instant(hop.returnedAt),
    status: hop.status,
    waiting: milliseconds(hop.waiting),
    service: milliseconds(hop.service),
    network: milliseconds(hop.network),
  };
}

function instant(at: Nanoseconds): number | null {
  return Number.isFinite(at) ? milliseconds(at) : null;
}
