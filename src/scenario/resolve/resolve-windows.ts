import type { Expression, RecoveryNode, WindowNode } from '../../language/expression/expression.js';
import { everyPart } from '../../expectations/walk.js';
import type { Nanoseconds } from '../../core/time.js';
import type { ActionModel, WindowModel } from '../../environment/model.js';

/** Around every action, its windows before, during and after; and whatever windows expectations name. Sorted by name, none empty. */
export function resolveWindows(
  actions: readonly ActionModel[],
  expectations: readonly Expression[],
  warmup: Nanoseconds,
  duration: Nanoseconds,
): readonly WindowModel[] {
  const windows = new Map<string, WindowModel>();
  const add = (name: string, from: Nanoseconds, to: Nanoseconds): void => {
    const window = { name, from: Math.max(from, 0), to: Math.min(to, duration) };
    if (window.from < window.to) windows.set(name, window);
  };
  for (const { name, at, for: lasts } of actions) {
    add(`before(${name})`, warmup, at);
    add(`during(${name})`, at, at + lasts);
    add(`after(${name})`, at + lasts, duration);
  }
  for (const node of expectations.flatMap(everyPart)) {
    if (isPlainWindow(node)) add(node.name, node.from, node.to);
  }
  return [...windows.keys()].toSorted().map((name) => windows.get(name)!);
}

function isPlainWindow(node: Expression | RecoveryNode): node is WindowNode {
  return node.type === 'window' && node.kind === 'window';
}
