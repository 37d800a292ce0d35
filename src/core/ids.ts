/** One instance of a node or workload; numbered in the order of its name, never of the YAML. */
export type NodeId = number;
/** An instance with all that is `inside` it: they crash together, and calls among them cost no network. */
export type HostId = number;
/** An operation's name, interned by the Model. */
export type OperationId = number;
/** A key, interned by the Model; `KeyTable` knows its text. */
export type Key = number;
/** Slot and generation of a pending call: an id that has been used up is harmless. */
export type CallId = number;
/** Slot and generation of a pending timer: an id that has been used up is harmless. */
export type TimerId = number;

/** What `work` and `setTimer` carry back to their node: a record from the node's own pool. */
export type Payload = object | null;
