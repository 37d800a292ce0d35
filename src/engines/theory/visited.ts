import type { NodeId } from '../../core/ids.js';
import type { BalancingTheory } from '../../policies/balancing/balancer.js';
import type { DistributionConfig } from '../../random/distribution.js';
import { type ArrivalLaw, POISSON } from '../../theory/arrival-law.js';
import { merged } from '../../theory/interarrival.js';
import type { Law } from '../../theory/laws/law.js';
import type { LineTheory, Unknown } from '../../theory/lines/line.js';
import type { KeyRates } from './key-rates.js';
import type { Passages } from './passage.js';

/** Requests that are told apart by what they ask for and how important they are. */
export interface VisitClass {
  readonly operation: string;
  readonly priority: number;
}

export function nameOf({ operation, priority }: VisitClass): string {
  return `${operation} ${priority}`;
}

/** A class that arrives somewhere. */
export interface Arriving {
  readonly visit: VisitClass;
  readonly rates: KeyRates;
}

/** A class as an instance answers it. */
export interface Answered extends Arriving {
  /** Before it has a worker. */
  readonly waiting: Law;
  /** Of those that are admitted, once they have a worker. */
  readonly passages: Passages;
}

/** Computing that is done somewhere: how often, and how long. */
export interface Computing {
  readonly amount: DistributionConfig;
  readonly rate: number;
}

export type Line = LineTheory | Unknown;

/** What has been worked out of an instance. */
export interface Worked {
  readonly answers: ReadonlyMap<string, Answered>;
  readonly arrivals: ArrivalLaw | null;
  /** null where there is no such line. */
  readonly workers: Line | null;
  readonly cores: Line | null;
  readonly coreWaiting: ReadonlyMap<DistributionConfig, Law>;
  readonly computing: readonly Computing[];
  /** The share of arrivals that are turned away. */
  readonly loss: number;
  /** Of the requests that it passes on. */
  readonly departures: ArrivalLaw;
  /** How many workers are held, on average, and how many cores compute. */
  readonly busy: number;
  readonly busyCores: number;
  /** Whether it has a steady state. */
  readonly keepsUp: boolean;
  /** Of a cache, by key the share of its reads that find it; null where nobody knows. */
  readonly hits: Float64Array | null;
}

/** Before anything is known, everything succeeds at once. */
const UNTOUCHED: Worked = {
  answers: new Map(),
  arrivals: POISSON,
  workers: null,
  cores: null,
  coreWaiting: new Map(),
  computing: [],
  loss: 0,
  departures: POISSON,
  busy: 0,
  busyCores: 0,
  keepsUp: true,
  hits: new Float64Array(0),
};

/** One instance: what comes to it, in the round that is under way, and what came of that in the last. */
export class Visited {
  worked: Worked = UNTOUCHED;
  readonly #classes = new Map<string, Arriving>();
  readonly #incoming: { readonly rate: number; readonly law: ArrivalLaw | null }[] = [];
  /** Several calls of one request come at once: no line has a form for those. */
  together = false;
  /** Why its share of the requests is a guess. */
  unsure: string | null = null;
  byState: Extract<BalancingTheory, { type: 'by-state' }> | null = null;

  #filled = 0;
  #fillTime = 0;

  constructor(readonly id: NodeId) {}

  get classes(): Arriving[] {
    return [...this.#classes.values()];
  }

  get rate(): number {
    return this.classes.reduce((sum, { rates }) => sum + rates.total, 0);
  }

  /** How long it takes from a miss until the entry is there, on average; what takes for ever is left out. */
  get fill(): number {
    return this.#filled === 0 ? 0 : this.#fillTime / this.#filled;
  }

  fills(rate: number, time: number): void {
    if (!Number.isFinite(rate * time)) return;
    this.#filled += rate;
    this.#fillTime += rate * time;
  }

  begin(): void {
    this.#filled = 0;
    this.#fillTime = 0;
    this.#classes.clear();
    this.#incoming.length = 0;
    this.together = false;
    this.unsure = null;
    this.byState = null;
  }

  arrive(visit: VisitClass, rates: KeyRates): void {
    const name = nameOf(visit);
    const known = this.#classes.get(name);
    this.#classes.set(name, { visit, rates: known === undefined ? rates : known.rates.plus(rates) });
  }

  hear(rate: number, law: ArrivalLaw | null): void {
    if (rate !== 0) this.#incoming.push({ rate, law });
  }

  /** Of all that come in: Poisson where each of them is, null where nobody can say. */
  arrivalLaw(): ArrivalLaw | null {
    const incoming = this.#incoming;
    if (incoming.length === 0) return POISSON;
    if (incoming.length === 1) return incoming[0]!.law;
    if (incoming.some(({ law }) => law === null)) return null;
    if (incoming.every(({ law }) => law!.phases === 1)) return POISSON;
    return { phases: null, variation: merged(incoming.map(({ rate, law }) => ({ rate, variation: law!.variation }))) };
  }
}
