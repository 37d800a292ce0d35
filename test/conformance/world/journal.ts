import type { Nanoseconds } from '../../../src/core/time.js';

/** Something that a scripted node saw or did. */
export interface Entry {
  readonly at: Nanoseconds;
  readonly node: string;
  /** 1 for the first object of this instance, one more after each restart. */
  readonly life: number;
  readonly event: string;
  readonly [detail: string]: unknown;
}

/** All that the scripted nodes of one run wrote down, in the order in which it happened. */
export class Journal {
  readonly entries: Entry[] = [];
  readonly #byNode = new Map<string, Entry[]>();

  add(entry: Entry): void {
    this.entries.push(entry);
    const own = this.#byNode.get(entry.node);
    if (own === undefined) this.#byNode.set(entry.node, [entry]);
    else own.push(entry);
  }

  /** Of one node, and of one kind of event where it is given. */
  of(node: string, event?: string): Entry[] {
    const own = this.#byNode.get(node) ?? [];
    return event === undefined ? [...own] : own.filter((entry) => entry.event === event);
  }

  /** When a node saw this event, each time. */
  instants(node: string, event: string): Nanoseconds[] {
    return this.of(node, event).map((entry) => entry.at);
  }

  /** One detail of each event of a kind that a node saw. */
  column(node: string, event: string, detail: string): unknown[] {
    return this.of(node, event).map((entry) => entry[detail]);
  }
}
