import type { Nanoseconds } from '../../core/time.js';
import type { ArrivalsTheory } from '../../environment/traffic-theory.js';
import type { Definition } from '../../language/definition.js';
import type { Schema } from '../../language/schema.js';
import type { Parsed } from '../../language/schemas/scalar-schema.js';
import type { Trace } from '../traces/trace.js';
import type { Streams } from '../streams.js';

/** Says when requests are due; absolute, integer, and never earlier than the one before of the same client. */
export interface Arrivals {
  /** How many independent sources there are: one for an open loop, each client for a closed one. */
  readonly clients: number;
  /** What the requests are about, where they were recorded; null where the workload makes them up. */
  readonly recorded: Recorded | null;
  /** When this client's first request is due. */
  first(client: number): Nanoseconds;
  /** A request of this client leaves: when its next is due. NEVER where it waits for the answer, or there is none. */
  afterIssue(client: number): Nanoseconds;
  /** A request of this client is over: when its next is due. NEVER where that does not depend on the answer. */
  afterReply(client: number, now: Nanoseconds): Nanoseconds;
}

/** The trace behind a replay, and where in it the replay is. */
export interface Recorded {
  readonly trace: Trace;
  /** The Model's key for each of the trace's `keyTexts`. */
  readonly keys: Int32Array;
  /** The row of the request that is due next. */
  readonly row: number;
}

/** As a Model carries it. */
export interface ArrivalsConfig {
  readonly name: string;
  readonly options: unknown;
}

/** A way in which requests arrive. `schema` reads the whole value of `arrivals:`. */
export interface ArrivalsDefinition<Options = unknown> extends Definition<Options, Arrivals, [Streams]> {
  /** How it is written: `poisson(70/s)`, or a map that has the key with the definition's name. */
  readonly form: 'call' | 'map';
  /** How it looks, for messages and the reference. */
  readonly example: string;
  schema(): Schema<Options>;
  /** How long it goes on before it ends by itself; Infinity where it does not, and the scenario must say its duration. */
  lasts(options: Options): Nanoseconds;
  /** What theory may build upon; absent where the rate changes, or gaps depend on each other. */
  theory?(options: Options): ArrivalsTheory;
  /** The same with that share of the load, so that a scenario fits a machine; absent where that cannot be said. */
  scaled?(options: Options, share: number): Parsed<Options>;
}
