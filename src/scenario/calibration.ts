import type { DistributionConfig } from '../random/distribution.js';

/** What one machine takes, measured: the scenario's own times come on top. */
export interface Calibration {
  /** One message between two hosts over the loopback, with what both ends do for it; null where it was not measured. */
  readonly hop: DistributionConfig | null;
  /** By which time a timer comes late; null where it was not measured. */
  readonly timer: DistributionConfig | null;
  /** By scheme, kind of node and operation: how long the real server takes. */
  readonly backends: Readonly<Record<string, Readonly<Record<string, OperationTimes>>>>;
}

/** How long each operation takes. */
export type OperationTimes = Readonly<Record<string, DistributionConfig>>;
