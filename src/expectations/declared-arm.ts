import type { MetricDeclaration } from '../metrics/declaration.js';

/** What expectations may ask one arm about; known before anything has run. */
export interface DeclaredArm {
  readonly name: string;
  readonly subjects: readonly DeclaredSubject[];
  /** Names of faults and changes. */
  readonly actions: readonly string[];
}

/** A workload or node. */
export interface DeclaredSubject {
  readonly name: string;
  /** A node kind, or `workload`. */
  readonly kind: string;
  /** `api/0`, `store#3`; the subject's own name where there is only one. */
  readonly instances: readonly string[];
  /** Of workloads only, sorted. */
  readonly operations: readonly string[];
  readonly metrics: readonly MetricDeclaration[];
}
