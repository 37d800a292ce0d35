import type { Nanoseconds } from '../../src/core/time.js';
import type { EngineParts } from '../../src/engines/parts.js';
import { VirtualRun } from '../../src/engines/virtual/virtual-run.js';
import type { Model } from '../../src/environment/model.js';
import { witnessed } from './world/witness.js';

/** Something that can be run: twice, to see whether it does the same. */
export interface Runnable {
  readonly model: Model;
  /** Made anew for each run, so that nothing is shared. */
  readonly parts: EngineParts;
}

/** The first event after which two runs are not the same any more. */
export interface Divergence {
  /** Number of the event, from 1. */
  readonly event: number;
  /** The virtual time of the first thing that is different. */
  readonly at: Nanoseconds;
  /** What nodes saw in that event; empty where nobody saw anything. */
  readonly left: readonly string[];
  readonly right: readonly string[];
}

/** Runs two models event by event; null where their nodes saw the same in each of them. */
export function firstDivergence(left: Runnable, right: Runnable): Divergence | null {
  const ours = start(left);
  const theirs = start(right);
  for (let event = 1; ; event++) {
    const [mine, yours] = [ours.step(), theirs.step()];
    const same =
      mine.over === yours.over &&
      mine.seen.length === yours.seen.length &&
      mine.seen.every((line, index) => line === yours.seen[index]);
    if (!same) return { event, at: Math.min(mine.at, yours.at), left: mine.seen, right: yours.seen };
    if (mine.over) return null;
  }
}

interface Step {
  readonly over: boolean;
  readonly seen: readonly string[];
  /** When something was last seen. */
  readonly at: Nanoseconds;
}

function start({ model, parts }: Runnable): { step(): Step } {
  let seen: string[] = [];
  let at: Nanoseconds = 0;
  const run = new VirtualRun(
    model,
    witnessed(parts, (now, line) => {
      at = now;
      seen.push(line);
    }),
  );
  return {
    step() {
      seen = [];
      return { over: run.advance(1), seen, at };
    },
  };
}
