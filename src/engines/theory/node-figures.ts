import { SECOND } from '../../core/time.js';
import type { StationTheory } from '../../environment/station-theory.js';
import { mixtureOf, sumOf } from '../../theory/laws/combine.js';
import { meanOnly } from '../../theory/laws/law.js';
import type { Figures } from './figures.js';
import { together, whole } from './passage.js';
import { sharesCores } from './station-lines.js';
import type { Answered, Visited } from './visited.js';

/** What theory says of some instances of one node, all together. */
export function nodeFigures(path: string, station: StationTheory, instances: readonly Visited[], figures: Figures): void {
  const rate = sum(instances.map((instance) => instance.rate));
  figures.scalar(path, 'load', rate * SECOND);
  if (rate === 0) return;
  const answers = instances.flatMap(({ worked }) =>
    [...worked.answers.values()].map((answered) => ({ answered, loss: worked.loss })),
  );
  const good = sum(answers.map(({ answered }) => succeeding(answered)));
  figures.scalar(path, 'throughput', good * SECOND);
  figures.scalar(path, 'availability', good / rate);
  figures.scalar(path, 'errors.ratio', noise(1 - good / rate));
  occupancy(path, station, instances, figures);
  times(path, instances, answers, figures);
  figures.scalar(path, 'imbalance', (Math.max(...instances.map((instance) => instance.rate)) * instances.length) / rate);
  if (station.contents !== undefined) contents(path, station.contents.reads, instances, figures);
}

function occupancy(path: string, station: StationTheory, instances: readonly Visited[], figures: Figures): void {
  const { workers, cores } = station;
  const mean = (busy: (instance: Visited) => number, of: number): number => {
    return sum(instances.map((instance) => Math.min(1, busy(instance) / of))) / instances.length;
  };
  const computing = mean(({ worked }) => worked.busyCores, cores);
  const held = mean(({ worked }) => worked.busy, workers);
  if (cores !== Infinity) figures.scalar(path, 'cpu-utilization', computing);
  if (workers === Infinity) {
    if (cores !== Infinity) figures.scalar(path, 'utilization', computing);
  } else if (!sharesCores(station)) figures.scalar(path, 'utilization', held);
  // As many of those who share are at work as there are cores for, and each has a worker.
  else if (cores === workers) figures.scalar(path, 'utilization', computing);
}

function times(
  path: string,
  instances: readonly Visited[],
  answers: readonly { readonly answered: Answered; readonly loss: number }[],
  figures: Figures,
): void {
  const admitted = answers.map(({ answered, loss }) => answered.rates.total * (1 - loss));
  const total = sum(admitted);
  const each = answers
    .map(({ answered }, index) => ({ probability: admitted[index]!, answered }))
    .filter(({ probability }) => probability !== 0);
  if (Number.isNaN(total)) return;
  const waiting = mixtureOf(each.map(({ probability, answered }) => ({ probability, law: answered.waiting })));
  const sojourn = mixtureOf(
    each.map(({ probability, answered }) => ({ probability, law: sumOf([answered.waiting, whole(answered.passages).law]) })),
  );
  const coreWaiting = sum(
    instances.flatMap(({ worked }) =>
      worked.computing.map(({ amount, rate }) => rate * (worked.coreWaiting.get(amount)?.mean ?? 0)),
    ),
  );
  figures.distribution(path, 'waiting', waiting);
  figures.distribution(path, 'sojourn', sojourn);
  figures.distribution(path, 'core-waiting', coreWaiting === 0 ? mixtureOf([]) : meanOnly(coreWaiting / total));
  figures.distribution(path, 'service', meanOnly(sojourn.mean - waiting.mean - coreWaiting / total));
  figures.scalar(path, 'queue-length.mean', total * waiting.mean);
  figures.scalar(path, 'in-system.mean', total * sojourn.mean);
}

function contents(path: string, reads: string, instances: readonly Visited[], figures: Figures): void {
  let hits = 0;
  let asked = 0;
  let entries = 0;
  for (const { classes, worked } of instances) {
    for (const share of worked.hits ?? [Number.NaN]) entries += share;
    for (const { visit, rates } of classes) {
      if (visit.operation !== reads) continue;
      asked += rates.total;
      hits += worked.hits === null ? Number.NaN : rates.filtered((key) => worked.hits![key] ?? 0).total;
    }
  }
  if (asked === 0) return;
  figures.scalar(path, 'hit-ratio', hits / asked);
  figures.scalar(path, 'miss-ratio', noise(1 - hits / asked));
  figures.scalar(path, 'entries.mean', entries);
}

function succeeding({ passages }: Answered): number {
  return together([passages.next, passages.ended]).rates.total;
}

function sum(values: readonly number[]): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

/** What is left of a difference of equals is nothing. */
function noise(difference: number): number {
  return Math.abs(difference) < 1e-12 ? 0 : difference;
}
