/**
 * Real servers in the place of a cache or a store.
 *
 * A group whose config has a `backend` is not made by its kind's `create` but by a BackendDefinition: an adapter that
 * speaks to the server, behind the same station (workers, queue, discipline), with the same statuses, versions, sizes and
 * metrics. Routing and partitioning stay with the kind. This is how the engine uses it; all of it is in `open-backends.ts`:
 *
 * 1. Main thread, once per process: `const servers = new BackendServers(options)` finds or starts servers as they are
 *    asked for, and `await servers.close()` ends those that it started.
 * 2. Main thread, before the threads start: `const opened = await openBackends(model, servers)`. It throws an InputError
 *    where a scenario asks for what its server cannot do (exit code 2), and a MissingBackend where there is no server
 *    (exit code 3). `opened.prepared` is plain data for every thread, by the name of the group; `opened.lines` says which
 *    server stands for whom, for stderr; `opened.warnings` go into the result.
 * 3. Thread: `const nodes = new BackendNodes(prepared)`, and for each instance `nodes.create(environment, placement, outside)
 *    ?? kind.create(...)`, also at a restart: it closes the node's former life. The engine waits for `nodes.ready()` before
 *    the run begins; what is asked of a node before waits for it too.
 * 4. Thread, at the end: `nodes.failures` is plain data for the main thread, where `failureWarnings(group, counts)` makes
 *    sentences of it for the result; `await nodes.close()` takes less than a second, and nothing enters after it.
 * 5. Main thread, whatever happened: `await opened.close()` removes what the run has left in the servers.
 */
import type { Described } from '../../../core/definition.js';
import type { Environment } from '../../../environment/environment.js';
import type { GroupModel, Model } from '../../../environment/model.js';
import type { Node } from '../../../environment/node.js';
import type { Placement } from '../../../environment/placement.js';
import type { FailureCounts } from './failures.js';

/**
 * How a node that waits for something outside comes back into the world of its thread: the engine runs what is due, then
 * the action, at the present instant. While the host is paused the engine keeps the action until it runs again;
 * where the host is down it does nothing. It does not throw: what goes wrong in a node is the engine's to tell.
 */
export interface Outside {
  enter(action: () => void): void;
}

/** A node of which the data are elsewhere. */
export interface BackendNode extends Node {
  /** Resolves when it is connected and its first values are there, or cannot be; never rejects. Requests before it wait for it. */
  readonly ready: Promise<void>;
  /** How often commands failed, by what was said about it; `failureWarnings` makes sentences of it for the result. */
  readonly failures: FailureCounts;
  /** Never rejects. */
  close(): Promise<void>;
}

/** A server that was found. */
export interface BackendServer {
  /** With user and password, which are never shown. */
  readonly url: string;
  /** Where connections may go: `host:port` beside the loopback. */
  readonly allowRemote: readonly string[];
}

/** What a run has set up in a server for one group: plain data that every thread gets. */
export interface PreparedBackend {
  readonly kind: string;
  /** Name of the definition. */
  readonly scheme: string;
  readonly server: BackendServer;
  /** Everything that belongs to this group is below it: a key prefix in Redis, a schema in Postgres. */
  readonly place: string;
  /** Connections that one instance may open. */
  readonly connections: number;
  /** Of the server. */
  readonly version: string;
  /** What a reader of the result must know; whole sentences. */
  readonly warnings: readonly string[];
}

/** One kind of server in the place of one kind of node. */
export interface BackendDefinition<Config = unknown> extends Described {
  /** The node kind that it stands for: `cache` or `store`. */
  readonly kind: string;
  /** Once per run, in the main thread: connects, looks whether the server will do, makes room. Throws InputError, and Error where the server fails. */
  prepare(server: BackendServer, group: GroupModel, model: Model, run: string): Promise<PreparedBackend>;
  /** Afterwards, whatever happened: removes what is below its `place`, and nothing else. */
  remove(prepared: PreparedBackend): Promise<void>;
  /** In a thread, for each instance, at the start and after each crash. */
  create(
    config: Config,
    environment: Environment,
    placement: Placement,
    outside: Outside,
    prepared: PreparedBackend,
  ): BackendNode;
}
