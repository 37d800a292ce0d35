import { figure } from '../metrics/figure.js';
import type { HopResult, RunResult, TraceResult } from '../metrics/run-result.js';
import { displayWidth, padded, paddedLeft } from './display-width.js';
import { inkFor, type Ink } from './ink.js';
import type { Reporter } from './reporter.js';

const NAMED_STATUSES: Readonly<Record<number, string>> = { 0: 'refused', 1: 'unreachable', 504: '504 deadline passed' };
const STRIP_AT_MOST = 40;
const STRIP_AT_LEAST = 10;

/** Each hop as a line, indented under the one that caused it, with when it was sent, how long it took, and on what. */
export const trace: Reporter = {
  name: 'trace',
  summary: 'The path of one request as an indented timeline, with its waits.',
  reference: 'Dapper (Sigelman et al., 2010)',
  render(result, { width, colour }) {
    const ink = inkFor(colour);
    const blocks = result.arms.flatMap((arm) =>
      arm.trace === undefined ? [] : [traceLines(arm.trace, titleOf(result, arm.name), width, ink).join('\n')],
    );
    return `${blocks.join('\n\n')}\n`;
  },
};

function titleOf(result: RunResult, arm: string): string {
  return result.arms.length > 1 ? ` in ${arm}` : '';
}

interface Step {
  readonly hop: HopResult;
  readonly depth: number;
}

function traceLines(traced: TraceResult, where: string, width: number, ink: Ink): string[] {
  const first = traced.hops[0];
  if (first === undefined) return [ink.strong(`Request ${traced.request}${where}`), '  did not occur'];
  const end = Math.max(...traced.hops.map(endOf));
  const title = `Request ${traced.request}${where}`;
  const begun = ink.dim(`sent ${figure(first.sentAt, 'ms', 6)}, over after ${figure(end - first.sentAt, 'ms')}`);
  const steps = nested(traced.hops);
  const labels = steps.map(({ hop, depth }) => `${'  '.repeat(depth)}${hop.to} ${hop.operation}`);
  const widest = Math.max(...labels.map(displayWidth));
  const strip = Math.max(STRIP_AT_LEAST, Math.min(STRIP_AT_MOST, width - widest - 46));
  return [
    `${ink.strong(title)}  ${begun}`,
    ...steps.flatMap((step, index) => {
      const { hop } = step;
      const after = `+${figure(hop.sentAt - first.sentAt, 'ms')}`;
      const took = figure(endOf(hop) - hop.sentAt, 'ms');
      const line = `  ${padded(labels[index]!, widest)}  ${paddedLeft(after, 9)}  ${paddedLeft(took, 8)}  ${ink.accent(stripOf(hop, first.sentAt, end, strip))}  ${status(hop, ink)}`;
      return [line.trimEnd(), `  ${' '.repeat(step.depth * 2 + 2)}${ink.dim(partsOf(hop))}`];
    }),
  ];
}

/** The depth of a hop is one more than that of the open hop whose receiver sent it. */
function nested(hops: readonly HopResult[]): Step[] {
  const steps: Step[] = [];
  for (const hop of hops) {
    const cause = steps.findLast(
      ({ hop: earlier }) => earlier.to === hop.from && earlier.sentAt <= hop.sentAt && hop.sentAt <= endOf(earlier),
    );
    steps.push({ hop, depth: cause === undefined ? 0 : cause.depth + 1 });
  }
  return steps;
}

function stripOf(hop: HopResult, start: number, end: number, columns: number): string {
  const scale = end > start ? columns / (end - start) : 0;
  const from = Math.min(columns - 1, Math.floor((hop.sentAt - start) * scale));
  const to = Math.max(from + 1, Math.ceil((endOf(hop) - start) * scale));
  return padded(`${' '.repeat(from)}${'━'.repeat(Math.min(columns, to) - from)}`, columns);
}

function partsOf(hop: HopResult): string {
  if (hop.returnedAt === null) return hop.arrivedAt === null ? 'never arrived' : 'one way';
  const parts = [
    ['waiting', hop.waiting],
    ['service', hop.service],
    ['network', hop.network],
  ] as const;
  return parts.map(([name, spent]) => `${name} ${figure(spent, 'ms')}`).join(', ');
}

function status(hop: HopResult, ink: Ink): string {
  if (hop.returnedAt === null) return '';
  const text = NAMED_STATUSES[hop.status] ?? String(hop.status);
  return hop.status >= 200 && hop.status < 400 ? ink.good(text) : ink.bad(text);
}

function endOf(hop: HopResult): number {
  return hop.returnedAt ?? hop.answeredAt ?? hop.arrivedAt ?? hop.sentAt;
}
