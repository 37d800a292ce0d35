/** Nodes and workloads together. */
export const MAX_SUBJECTS = 1000;
/** Of all nodes together. */
export const MAX_INSTANCES = 10_000;
/** Directed pairs of hosts for which links say something. */
export const MAX_LINKED_PAIRS = 250_000;
export const MAX_ARMS = 100;
/** Entries of `fails-with`. */
export const MAX_FAILURES = 50;
/** How often a fault may repeat. */
export const MAX_REPETITIONS = 10_000;
/** How many problems are shown; more help nobody. */
export const MAX_PROBLEMS = 100;
