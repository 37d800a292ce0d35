import type { HostId, NodeId } from '../../../core/ids.js';
import type { Problem } from '../../../core/problem.js';
import type { Nanoseconds } from '../../../core/time.js';
import type { ActionModel } from '../../../environment/model.js';
import type { ThreadResult } from '../../../metrics/machine-result.js';
import type { Hop, InvariantResult } from '../../../metrics/measurements.js';
import type { RecorderData } from '../../../metrics/recorder.js';
import type { SharedTruthMemory } from '../../../metrics/shared-truth.js';
import type { AlarmSeat } from '../alarm/alarm-thread.js';
import type { PreparedBackend } from '../backends/backend.js';
import type { FailureCounts } from '../backends/failures.js';
import type { BurnerSeat } from '../compute/burner-threads.js';

/** What a thread is given at its birth, beside the Model: data that can be sent. */
export interface ThreadSetup {
  /** For people who watch the machine. */
  readonly name: string;
  readonly hosts: readonly HostId[];
  /** By HostId: a port that a host has to have; any that is free where there is none. */
  readonly ports: Readonly<Record<HostId, number>>;
  readonly truth: SharedTruthMemory;
  /** null where nobody but the event loop wakes it. */
  readonly alarm: AlarmSeat | null;
  /** Ways to the threads that burn processor time; null where work only takes time. */
  readonly burners: BurnerSeat | null;
  /** By the name of a node that a real server stands for. */
  readonly backends: Readonly<Record<string, PreparedBackend>>;
  /** `host:port` that may be connected to beside the loopback. */
  readonly allowRemote: readonly string[];
  readonly poison: boolean;
  /** Whether the coordinator can take the thread away. */
  readonly perishable: boolean;
  /** How many times slower than real time everything goes. */
  readonly slowMotion: number;
}

/** Whether work occupies a processor, or only takes its time. */
export type WorkMode = 'spin' | 'sleep';

export type ToThread =
  /** Where everybody listens, by HostId. */
  | { readonly kind: 'connect'; readonly ports: readonly number[] }
  | { readonly kind: 'start'; readonly origin: Nanoseconds; readonly since: Nanoseconds }
  /** Its hosts die, and it hands in its report: it is about to be taken away. */
  | { readonly kind: 'perish' }
  /** A fault that somebody has asked for, and its end. */
  | { readonly kind: 'begin'; readonly action: ActionModel }
  | { readonly kind: 'end'; readonly name: string }
  /** Asks what has been recorded so far. */
  | { readonly kind: 'snapshot'; readonly ticket: number }
  | { readonly kind: 'finish'; readonly interrupted: boolean };

export type FromThread =
  /** Its hosts listen, and what they wait for outside is there. */
  | { readonly kind: 'listening'; readonly ports: Readonly<Record<HostId, number>> }
  | { readonly kind: 'connected' }
  | { readonly kind: 'drained'; readonly at: Nanoseconds }
  | { readonly kind: 'snapshot'; readonly ticket: number; readonly recorders: ThreadReport['recorders'] }
  | { readonly kind: 'report'; readonly report: ThreadReport }
  | { readonly kind: 'failed'; readonly failure: ThreadFailure };

export interface ThreadReport {
  readonly recorders: readonly { readonly self: NodeId; readonly data: RecorderData }[];
  readonly hops: readonly Hop[];
  readonly invariants: readonly InvariantResult[];
  readonly health: ThreadResult;
  /** What went wrong between nodes and the servers behind them. */
  readonly failures: readonly { readonly node: string; readonly counts: readonly FailureCounts[] }[];
}

/** An error that has crossed from one thread to another: InputErrors keep their problems. */
export interface ThreadFailure {
  readonly problems: readonly Problem[] | null;
  readonly message: string;
  readonly stack: string | undefined;
}
