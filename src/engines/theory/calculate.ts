import { SECOND } from '../../core/time.js';
import type { Model } from '../../environment/model.js';
import type { MetricValue } from '../../metrics/run-result.js';
import type { BrokenAssumption, TheoryForm } from '../../metrics/theory-notes.js';
import type { EngineParts } from '../parts.js';
import { solveClosed } from './closed.js';
import { Figures } from './figures.js';
import { nodeFigures } from './node-figures.js';
import { Solver } from './solver.js';
import type { TheoryResult } from './theory-result.js';
import { type PlannedGroup, planTheory } from './theory-plan.js';
import type { Visited } from './visited.js';
import { concurrency, workloadFigures } from './workload-figures.js';

/** What closed forms say of a Model in its steady state. What they cannot say is absent, and the broken assumption is named. */
export function calculate(model: Model, parts: EngineParts): TheoryResult {
  const plan = planTheory(model, parts);
  if (plan.broken.length > 0) return nothing(plan.broken);
  const solver = new Solver(plan);
  const failure = settle(solver);
  if (failure !== null) return nothing([failure]);
  return { metrics: figuresOf(solver), forms: formsOf(solver), broken: brokenIn(solver) };
}

/** Why nothing came of it; null where something did. */
function settle(solver: Solver): string | null {
  const { plan } = solver;
  const closed = plan.groups.find(({ traffic }) => traffic?.arrivals?.type === 'closed');
  if (closed !== undefined) {
    const result = solveClosed(solver, closed);
    return 'unknown' in result ? `${closed.model.name}: a closed loop, and ${result.unknown}` : null;
  }
  const rates = plan.groups.flatMap(({ index, traffic }) => {
    return traffic?.arrivals?.type === 'open' ? [[index, traffic.arrivals.rate / SECOND] as const] : [];
  });
  return solver.solve(new Map(rates)) ? null : 'the equations of what flows and what is answered do not settle';
}

function nothing(reasons: readonly string[]): TheoryResult {
  return { metrics: {}, forms: [], broken: reasons.map((reason) => ({ subject: null, reason })) };
}

function figuresOf(solver: Solver): Readonly<Record<string, MetricValue>> {
  const behind = behindTheBusy(solver);
  const tables = solver.plan.groups.map((group) => {
    const figures = new Figures(solver.plan.parts.kind(group.model.kind).metrics);
    if (group.traffic !== null) sourceFigures(group, solver, figures);
    else if (group.station !== null && !behind.has(group)) groupFigures(group, solver, figures);
    return figures.table;
  });
  return Object.assign({}, ...tables) as Record<string, MetricValue>;
}

function sourceFigures({ model }: PlannedGroup, { visited }: Solver, figures: Figures): void {
  const answers = [...visited[model.instances[0]!]!.worked.answers.values()];
  workloadFigures(model.name, answers, figures);
  concurrency(model.name, answers, figures);
  for (const answered of answers) workloadFigures(`${model.name}[${answered.visit.operation}]`, [answered], figures);
}

function groupFigures(group: PlannedGroup, { plan, visited }: Solver, figures: Figures): void {
  const instances = group.model.instances.map((id) => visited[id]!);
  const unsure = instances.some((instance) => instance.unsure !== null);
  nodeFigures(group.model.name, group.station!, instances, figures);
  if (instances.length === 1 || unsure) return;
  for (const instance of instances) nodeFigures(plan.model.instances[instance.id]!.name, group.station!, [instance], figures);
}

/** Whom those call that cannot keep up, by who that is: what reaches them is limited by what can be done, not by what is asked. */
function behindTheBusy({ plan, visited }: Solver): Map<PlannedGroup, string> {
  const found = new Map<PlannedGroup, string>();
  for (const { model } of plan.order) {
    const source = [...found].find(([group]) => group.model === model)?.[1];
    const busy = model.instances.some((id) => !visited[id]!.worked.keepsUp) ? model.name : source;
    if (busy === undefined) continue;
    for (const { target } of plan.parts.kind(model.kind).calls(model.config)) found.set(plan.byName.get(target)!, busy);
  }
  return found;
}

/** By group, each form once. */
function formsOf(solver: Solver): TheoryForm[] {
  const behind = behindTheBusy(solver);
  const lines = solver.plan.groups.flatMap((group): TheoryForm[] => {
    const { model, station } = group;
    if (station === null || behind.has(group)) return [];
    const found = new Map<string, TheoryForm>();
    for (const visited of model.instances.map((id) => solver.visited[id]!)) {
      for (const form of formsAt(visited)) found.set(form.form, { subject: model.name, ...form });
      if (station.contents !== undefined && visited.worked.hits !== null && visited.rate > 0) {
        const life = station.contents.life === Infinity ? '' : ' and a time to live';
        const form = `independent references, characteristic time${life} (Che), approximation`;
        found.set(form, { subject: model.name, form, exact: false });
      }
    }
    return [...found.values()];
  });
  return [...lines, ...independence(solver)];
}

function formsAt({ worked, rate }: Visited): Omit<TheoryForm, 'subject'>[] {
  if (rate === 0) return [];
  const lines = [worked.workers, worked.cores].flatMap((line) => (line === null || 'unknown' in line ? [] : [line]));
  return lines.map(({ form, exact }) => ({ form, exact }));
}

/** Times at several lines one after the other are independent only in simple networks. */
function independence({ plan, visited }: Solver): TheoryForm[] {
  if (plan.groups.some(({ traffic }) => traffic?.arrivals?.type === 'closed')) return [];
  const waited = plan.groups.filter(({ model, station }) => {
    return station !== null && model.instances.some((id) => waits(visited[id]!));
  });
  if (waited.length < 2) return [];
  const names = waited.map(({ model }) => model.name).join(', ');
  const form = `the times at ${names} are taken as independent (Jackson), approximation in percentiles`;
  return plan.groups.flatMap(({ model, traffic }) => (traffic === null ? [] : [{ subject: model.name, form, exact: false }]));
}

function waits({ worked }: Visited): boolean {
  const some = [worked.workers, worked.cores].flatMap((line) => (line === null || 'unknown' in line ? [] : line.waiting));
  return some.some(({ mean }) => mean > 0);
}

function brokenIn(solver: Solver): BrokenAssumption[] {
  const { plan, visited, reasons } = solver;
  const behind = behindTheBusy(solver);
  return plan.groups.flatMap((group) => {
    const { model } = group;
    const busy = behind.get(group);
    if (busy !== undefined) return [{ subject: model.name, reason: `it is called by ${busy}, which cannot keep up` }];
    const lines = model.instances.flatMap((id) => {
      const { worked, rate } = visited[id]!;
      return rate === 0
        ? []
        : [worked.workers, worked.cores].flatMap((line) => (line !== null && 'unknown' in line ? [line.unknown] : []));
    });
    const own = new Set([...(reasons.get(model.name) ?? []), ...lines]);
    return [...own].map((reason) => ({ subject: model.name, reason }));
  });
}
