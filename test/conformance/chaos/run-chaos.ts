import { VirtualRun } from '../../../src/engines/virtual/virtual-run.js';
import { modelOf } from '../world/model-of.js';
import { partsOf } from '../world/scripted-parts.js';
import { ChaoticNode } from './chaotic-node.js';
import { chaoticPlan } from './chaotic-plan.js';

export interface Chaos {
  /** All that the nodes saw. */
  readonly lines: readonly string[];
  /** The last life of each instance. */
  readonly nodes: readonly ChaoticNode[];
  readonly events: number;
}

export function runChaos(seed: number, poison: boolean): Chaos {
  const lines: string[] = [];
  const nodes: ChaoticNode[] = [];
  const parts = partsOf((_config, environment, placement) => {
    const node = new ChaoticNode(environment, placement, (line) => lines.push(line));
    nodes[environment.self] = node;
    return node;
  });
  const run = new VirtualRun(modelOf(chaoticPlan(seed)), parts, { poison });
  while (!run.advance(1000));
  return { lines, nodes, events: run.events };
}
