import type { NodeId } from '../../core/ids.js';
import type { StationTheory } from '../../environment/station-theory.js';
import { type Law, meanOnly, NOTHING } from '../../theory/laws/law.js';
import type { LineClass } from '../../theory/lines/line.js';
import { Calls } from './calls.js';
import { hitsOf } from './contents.js';
import { Hops } from './hops.js';
import { KeyRates } from './key-rates.js';
import { Laws } from './laws.js';
import { Outgoing } from './outgoing.js';
import { only, unknownPassage, whole } from './passage.js';
import { Routing } from './routing.js';
import { linesOf, sharesCores } from './station-lines.js';
import { instanceOf, type PlannedGroup, type TheoryPlan } from './theory-plan.js';
import { type Answered, type Computing, type Line, nameOf, Visited, type Worked } from './visited.js';
import type { Walk } from './walk.js';
import { Walker } from './walker.js';

/** Rounds until what flows and what is answered fit each other. */
const MOST_ROUNDS = 200;
const SETTLED = 1e-10;

/** The lines of an instance, where somebody else knows them: in a closed network they depend on all others. */
export type KnownLines = (id: NodeId) => { readonly workers: Line | null; readonly cores: Line | null };

/** How often each workload asks, per nanosecond, by group. */
export type SourceRates = ReadonlyMap<number, number>;

/** Follows requests from the workloads through all nodes, again and again, until nothing changes any more. */
export class Solver {
  readonly visited: readonly Visited[];
  readonly laws = new Laws();
  /** By name of the group. */
  readonly reasons = new Map<string, Set<string>>();
  readonly #walker: Walker;
  readonly #routing: Routing;

  constructor(readonly plan: TheoryPlan) {
    this.visited = plan.model.instances.map((_, id) => new Visited(id));
    this.#routing = new Routing(plan);
    this.#walker = new Walker(this.laws, new Calls(plan, this.#routing, new Hops(plan.model, this.laws), this.visited));
  }

  /** False where it does not settle. */
  solve(rates: SourceRates, known?: KnownLines): boolean {
    let before: number[] = [];
    for (let round = 0; round < MOST_ROUNDS; round++) {
      this.#round(rates, known);
      const now = this.#state();
      if (now.length === before.length && now.every((value, index) => close(value, before[index]!))) return true;
      before = now;
    }
    return false;
  }

  #round(rates: SourceRates, known: KnownLines | undefined): void {
    this.reasons.clear();
    for (const visited of this.visited) visited.begin();
    for (const group of this.plan.order) {
      if (group.traffic !== null) this.#ask(group, rates.get(group.index)!);
      else if (group.station !== null) for (const id of group.model.instances) this.#answer(group, this.visited[id]!, known);
    }
  }

  #ask(group: PlannedGroup, rate: number): void {
    const { target, operations, popularity, timeout, policy, arrivals } = group.traffic!;
    const self = this.visited[group.model.instances[0]!]!;
    const outgoing = new Outgoing();
    const answers = new Map<string, Answered>();
    for (const { name, probability, priority } of operations) {
      const visit = { operation: name, priority };
      const asked = new KeyRates(rate * probability, popularity);
      const walk = this.#walk(group, self, visit, outgoing, []);
      const call = { type: 'call', to: target, operation: null, sameKey: true, timeout, policy } as const;
      const passages = this.#walker.walk([call], asked, walk);
      answers.set(nameOf(visit), { visit, rates: asked, waiting: NOTHING, passages });
    }
    const law = arrivals?.type === 'open' ? arrivals : { phases: 1, variation: 1 };
    self.worked = { ...self.worked, answers, departures: law };
    outgoing.deliver(self.id, rate, law, this.#routing, this.visited);
  }

  #answer(group: PlannedGroup, self: Visited, known: KnownLines | undefined): void {
    const station = group.station!;
    const outgoing = new Outgoing();
    const computing: Computing[] = [];
    const arriving = self.classes;
    const admitted = 1 - self.worked.loss;
    const walked = arriving.map(({ visit, rates }) => {
      const walk = this.#walk(group, self, visit, outgoing, computing);
      const activities = station.activities(visit.operation) ?? [{ type: 'respond', status: 404 } as const];
      return this.#walker.walk(activities, rates.scaled(admitted), walk);
    });
    const pieces = summed(computing);
    const speed = this.#speed(self);
    const held: LineClass[] = arriving.map(({ visit, rates }, index) => ({
      rate: rates.total,
      service: whole(walked[index]!).law,
      priority: visit.priority,
    }));
    const work = pieces.map(({ amount, rate }) => ({ rate, service: this.laws.of(amount, speed), priority: 0 }));
    const lines = linesOf(station, self, { held, computing: work, calls: outgoing.any });
    const { workers, cores } = known?.(self.id) ?? lines;
    const loss = workers === null || 'unknown' in workers ? 0 : workers.loss;
    const busy = held.reduce((sum, { rate, service }) => sum + (rate === 0 ? 0 : rate * (1 - loss) * service.mean), 0);
    const busyCores = work.reduce((sum, { rate, service }) => sum + rate * service.mean, 0);
    // In a closed network nobody asks for more than can be done.
    const keepsUp = known !== undefined || !(tooBusy(station, busy) || busyCores >= station.cores);
    const answers = arriving.map((each, index): readonly [string, Answered] => {
      const passages = keepsUp ? walked[index]! : only(unknownPassage(new KeyRates(Number.NaN, null)));
      return [nameOf(each.visit), { ...each, waiting: waitingIn(workers, index), passages }];
    });
    self.worked = {
      answers: new Map(answers),
      arrivals: self.arrivalLaw(),
      workers,
      cores,
      coreWaiting: new Map(pieces.map(({ amount }, index) => [amount, waitingIn(cores, index)])),
      computing: pieces,
      loss,
      departures: lines.departures,
      busy,
      busyCores,
      keepsUp,
      hits: this.#hits(group, self),
    } satisfies Worked;
    outgoing.deliver(self.id, self.rate, lines.departures, this.#routing, this.visited);
  }

  #hits(group: PlannedGroup, self: Visited): Float64Array | null {
    const contents = group.station!.contents;
    if (contents === undefined) return null;
    const hits = hitsOf(contents, self);
    if (!('unknown' in hits)) return hits;
    this.#note(group, hits.unknown);
    return null;
  }

  #walk(group: PlannedGroup, self: Visited, visit: Walk['visit'], outgoing: Outgoing, computing: Computing[]): Walk {
    const note = (reason: string): void => this.#note(group, reason);
    return { self, speed: this.#speed(self), visit, outgoing, computing, parallel: false, note };
  }

  #note(group: PlannedGroup, reason: string): void {
    const known = this.reasons.get(group.model.name) ?? new Set<string>();
    this.reasons.set(group.model.name, known.add(reason));
  }

  #speed({ id }: Visited): number {
    return instanceOf(this.plan, id).processor.speed;
  }

  /** What must not change any more. */
  #state(): number[] {
    return this.visited.flatMap(({ rate, worked }) => {
      const laws = [...worked.answers.values()].flatMap(({ passages, waiting }) => [whole(passages).law.mean, waiting.mean]);
      return [rate, worked.loss, worked.busy, ...laws];
    });
  }
}

/** Whoever shares the cores is slowed down, and holds its worker for as long; only the cores can then be too few. */
function tooBusy(station: StationTheory, busy: number): boolean {
  return station.queue === Infinity && !sharesCores(station) && busy >= station.workers;
}

function waitingIn(line: Line | null, index: number): Law {
  if (line === null) return NOTHING;
  return 'unknown' in line ? meanOnly(Number.NaN) : line.waiting[index]!;
}

/** By amount: the same piece of computing may be met in several places. */
function summed(computing: readonly Computing[]): Computing[] {
  const rates = new Map<Computing['amount'], number>();
  for (const { amount, rate } of computing) if (rate !== 0) rates.set(amount, (rates.get(amount) ?? 0) + rate);
  return [...rates].map(([amount, rate]) => ({ amount, rate }));
}

function close(left: number, right: number): boolean {
  if (Object.is(left, right)) return true;
  return Math.abs(left - right) <= SETTLED * Math.max(Math.abs(left), Math.abs(right));
}
