import type { StationTheory } from '../../environment/station-theory.js';
import { disciplines } from '../../policies/discipline/registry.js';
import { type ArrivalLaw, POISSON } from '../../theory/arrival-law.js';
import { departures } from '../../theory/interarrival.js';
import { mixtureOf } from '../../theory/laws/combine.js';
import { type Law, meanOnly, squaredVariation } from '../../theory/laws/law.js';
import { firstCome } from '../../theory/lines/first-come.js';
import type { LineClass } from '../../theory/lines/line.js';
import type { Line, Visited } from './visited.js';

/** The lines of one instance: what each is like, and how requests leave it. */
export interface StationLines {
  readonly workers: Line | null;
  readonly cores: Line | null;
  readonly departures: ArrivalLaw;
}

export interface Demand {
  /** By class, once it has a worker. */
  readonly held: readonly LineClass[];
  /** By piece of computing. */
  readonly computing: readonly LineClass[];
  /** Whether requests call others on their way. */
  readonly calls: boolean;
}

/** Both lines of a station: for its workers, and for its cores. */
export function linesOf(station: StationTheory, visited: Visited, { held, computing, calls }: Demand): StationLines {
  const arrivals = visited.arrivalLaw();
  const theory = disciplines.get(station.discipline.name)!.theory;
  const nobodyWaits = station.workers === Infinity && station.queue === Infinity;
  const hasCores = computing.length > 0 && station.cores < station.workers + (sharesCores(station) ? station.queue : 0);
  const unknown = unknownArrivals(visited, station, held);
  if (unknown !== null && (!nobodyWaits || hasCores)) {
    const line = unknown;
    return { workers: nobodyWaits ? null : line, cores: hasCores ? line : null, departures: { phases: null, variation: 1 } };
  }
  const law = arrivals ?? POISSON;
  const silent = { unknown: `nothing is known of waiting under ${station.discipline.name}` };
  const cores = hasCores
    ? (theory?.cores({
        servers: station.cores,
        places: Infinity,
        arrivals: coreArrivals(law, held, computing),
        classes: computing,
      }) ?? silent)
    : null;
  const line = { servers: station.workers, places: station.queue, arrivals: law, classes: held };
  const workers = nobodyWaits ? null : workersLine(theory?.workers(line) ?? silent, station, calls, hasCores);
  const behind = workers === null ? leaving(station.cores, law, computing, cores) : leaving(station.workers, law, held, workers);
  return { workers, cores, departures: behind };
}

/** A worker that is held while others are waited for serves for a time that depends on theirs. */
function workersLine(line: Line, station: StationTheory, calls: boolean, hasCores: boolean): Line {
  if ('unknown' in line || station.workers === Infinity) return line;
  if (calls && !station.holdsWorker) {
    return { unknown: 'workers are asked for again after each call, which has no form here' };
  }
  if ((!calls && !hasCores) || line.waiting.every(({ mean }) => mean === 0)) return line;
  const why = calls ? 'held while others are called' : 'held while a core is waited for';
  return { ...line, form: `${line.form}, ${why}, approximation`, exact: false };
}

/** null where the arrivals are such that a line has a form. */
function unknownArrivals(visited: Visited, station: StationTheory, held: readonly LineClass[]): Line | null {
  if (visited.unsure !== null) return { unknown: visited.unsure };
  if (visited.together) return { unknown: 'several calls of one request arrive together, for which no line has a form' };
  if (visited.arrivalLaw() !== null) return null;
  const policy = visited.byState;
  if (policy === null) return { unknown: 'how regularly requests arrive is not known' };
  return (
    limitOf(policy, station, held) ?? {
      unknown: `who is asked depends on how busy all are (${policy.form}), which has no closed form here`,
    }
  );
}

/** Random choices between single exponential servers. */
function limitOf(
  { sojourn, form }: NonNullable<Visited['byState']>,
  station: StationTheory,
  held: readonly LineClass[],
): Line | null {
  const service = mixtureOf(held.map(({ rate, service: law }) => ({ probability: rate, law })));
  const rate = held.reduce((sum, { rate: own }) => sum + own, 0);
  const utilization = rate * service.mean;
  if (sojourn === null || station.workers !== 1 || station.queue !== Infinity || service.exponential !== true || utilization >= 1)
    return null;
  const waiting = meanOnly(service.mean * (sojourn(utilization) - 1));
  return { form, exact: false, loss: 0, waiting: held.map(() => waiting) };
}

/** Each request computes at most once, or else its pieces come as if at random. */
function coreArrivals(arrivals: ArrivalLaw, held: readonly LineClass[], computing: readonly LineClass[]): ArrivalLaw {
  const requests = held.reduce((sum, { rate }) => sum + rate, 0);
  const pieces = computing.reduce((sum, { rate }) => sum + rate, 0);
  if (Math.abs(pieces / requests - 1) < 1e-9 || (pieces < requests && arrivals.phases === 1)) return arrivals;
  return { phases: null, variation: pieces < requests ? arrivals.variation : 1 };
}

/** What comes out is Poisson again where random arrivals meet nobody to wait for, or exponential servers (Burke). */
function leaving(servers: number, arrivals: ArrivalLaw, classes: readonly LineClass[], line: Line | null): ArrivalLaw {
  if (line === null || servers === Infinity || 'unknown' in line)
    return arrivals.phases === 1 ? arrivals : { ...arrivals, phases: null };
  const rate = classes.reduce((sum, { rate: own }) => sum + own, 0);
  const service: Law = mixtureOf(classes.map(({ rate: probability, service: law }) => ({ probability, law })));
  const waits = firstCome({ servers, places: Infinity, arrivals, classes });
  const nobody = !('unknown' in waits) && waits.waiting.every(({ mean }) => mean === 0);
  if (line.loss === 0 && nobody) return arrivals.phases === 1 ? arrivals : { ...arrivals, phases: null };
  if (arrivals.phases === 1 && line.loss === 0 && (service.exponential === true || 'unknown' in waits)) return arrivals;
  const variation = squaredVariation(service);
  if (!Number.isFinite(variation)) return { phases: null, variation: 1 };
  return { phases: null, variation: departures(servers, (rate * service.mean) / servers, arrivals.variation, variation) };
}

export function sharesCores({ discipline }: StationTheory): boolean {
  return disciplines.get(discipline.name)!.create(discipline.options).sharing;
}
