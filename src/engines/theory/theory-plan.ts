import type { NodeId } from '../../core/ids.js';
import type { GroupModel, Model } from '../../environment/model.js';
import type { StationTheory } from '../../environment/station-theory.js';
import type { TrafficTheory } from '../../environment/traffic-theory.js';
import type { EngineParts } from '../parts.js';

/** A group of the Model with what its kind says of itself. */
export interface PlannedGroup {
  readonly index: number;
  readonly model: GroupModel;
  readonly station: StationTheory | null;
  readonly traffic: TrafficTheory | null;
}

/** Everything that theory needs to know of a Model before it calculates. */
export interface TheoryPlan {
  readonly model: Model;
  readonly parts: EngineParts;
  readonly groups: readonly PlannedGroup[];
  readonly byName: ReadonlyMap<string, PlannedGroup>;
  /** Callers before those whom they call. */
  readonly order: readonly PlannedGroup[];
  /** Why nothing can be said of anything; empty where there is no such reason. */
  readonly broken: readonly string[];
}

export function planTheory(model: Model, parts: EngineParts): TheoryPlan {
  const groups = model.groups.map((group, index): PlannedGroup => {
    const definition = parts.kind(group.kind);
    const station = definition.theory?.(group.config) ?? null;
    const traffic = definition.traffic?.(group.config) ?? null;
    return { index, model: group, station, traffic };
  });
  const byName = new Map(groups.map((group) => [group.model.name, group]));
  const order = callersFirst(groups, byName, parts);
  return { model, parts, groups, byName, order: order ?? groups, broken: brokenAssumptions(groups, order !== null) };
}

export function instanceOf(plan: TheoryPlan, id: NodeId): Model['instances'][number] {
  return plan.model.instances[id]!;
}

function brokenAssumptions(groups: readonly PlannedGroup[], sorted: boolean): string[] {
  const reasons = groups.flatMap(({ model, station, traffic }) => {
    if (traffic !== null) return traffic.unknown.map((reason) => `${model.name}: ${reason}`);
    return station === null ? [`${model.name}: the kind ${model.kind} has no theory`] : [];
  });
  if (!sorted) reasons.push('calls go round in a circle');
  const closed = groups.filter(({ traffic }) => traffic?.arrivals?.type === 'closed');
  const sources = groups.filter(({ traffic }) => traffic !== null);
  if (closed.length > 0 && sources.length > 1) {
    const names = closed.map(({ model }) => model.name).join(' and ');
    reasons.push(`${names}: a closed loop beside other traffic has no form here`);
  }
  return reasons;
}

/** null where calls go round in a circle. */
function callersFirst(
  groups: readonly PlannedGroup[],
  byName: ReadonlyMap<string, PlannedGroup>,
  parts: EngineParts,
): PlannedGroup[] | null {
  const called = new Map(
    groups.map(({ index, model }) => [
      index,
      [
        ...new Set(
          parts
            .kind(model.kind)
            .calls(model.config)
            .map(({ target }) => byName.get(target)!.index),
        ),
      ],
    ]),
  );
  const left = new Set(groups.map(({ index }) => index));
  const order: PlannedGroup[] = [];
  while (left.size > 0) {
    const waitedFor = new Set([...left].flatMap((index) => called.get(index)!));
    const free = [...left].filter((index) => !waitedFor.has(index));
    if (free.length === 0) return null;
    for (const index of free) {
      left.delete(index);
      order.push(groups[index]!);
    }
  }
  return order;
}
