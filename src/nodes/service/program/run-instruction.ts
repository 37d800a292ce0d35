import type { Instruction, Progress } from './instruction.js';
import type { Machine } from './machine.js';
import type { ServiceJob } from './service-job.js';

/** As many as the switch below has; what comes later shares the last. */
const SITES = 8;

const siteOf = new Map<unknown, number>();

/** The call site from which a kind of instruction is run. */
export function callSiteOf(instruction: Instruction): number {
  const kind = instruction.constructor;
  const site = siteOf.get(kind) ?? Math.min(siteOf.size, SITES - 1);
  siteOf.set(kind, site);
  return site;
}

/**
 * Each kind of instruction is run from a call site of its own, where a virtual machine sees nothing else and can compile it
 * in place. From a common one it would look up the method by its name, every time. The instruction is taken from the list at
 * each site, because what V8 learns of the properties of a variable it learns for all sites together.
 */
export function runInstruction(
  site: number,
  list: readonly Instruction[],
  at: number,
  job: ServiceJob,
  machine: Machine,
): Progress {
  switch (site) {
    case 0:
      return list[at]!.run(job, machine);
    case 1:
      return list[at]!.run(job, machine);
    case 2:
      return list[at]!.run(job, machine);
    case 3:
      return list[at]!.run(job, machine);
    case 4:
      return list[at]!.run(job, machine);
    case 5:
      return list[at]!.run(job, machine);
    case 6:
      return list[at]!.run(job, machine);
    default:
      return list[at]!.run(job, machine);
  }
}
