import { nearest } from '../../core/nearest.js';
import { type Address, parseAddress, parseLink } from '../../language/address.js';
import type { Reader, Reference } from '../../language/reader.js';
import type { MapSource } from '../../language/source.js';
import { MAX_PROBLEMS } from '../limits.js';

/** The names that a scenario declares, taken from its text so that one mistake in a node does not make its name unknown. */
export class Names {
  readonly nodes: ReadonlySet<string>;
  readonly workloads: ReadonlySet<string>;
  /** The first names, for hints. */
  readonly #known: string;
  /** Not for ever: each search looks at every name. */
  #searches = 0;

  constructor(root: MapSource) {
    this.nodes = keysUnder(root, 'nodes');
    this.workloads = keysUnder(root, 'workloads');
    this.#known = [...this.nodes].toSorted().slice(0, 20).join(', ');
  }

  /** Reports a name that nothing has. */
  check(name: string, kind: 'node' | 'workload-or-node', at: Reference['at'], reader: Reader): void {
    if (this.nodes.has(name) || (kind === 'workload-or-node' && this.workloads.has(name))) return;
    if (this.workloads.has(name)) {
      reader.problems.push({ message: `${name} is a workload; only a node can stand here`, at, text: name });
      return;
    }
    const meant = this.#nearest(name, kind === 'node' ? this.nodes : [...this.nodes, ...this.workloads]);
    const known = this.#known === '' ? 'declare it under `nodes`' : `nodes are ${this.#known}`;
    const hint = meant === undefined ? known : `did you mean ${meant}?`;
    reader.problems.push({ message: `there is no node ${name}`, at, text: name, hint });
  }

  #nearest(name: string, candidates: Iterable<string>): string | undefined {
    return ++this.#searches > MAX_PROBLEMS ? undefined : nearest(name, candidates);
  }
}

/** Reports every reference to something that is not declared, and every name that is declared twice. */
export function checkNames(root: MapSource, names: Names, reader: Reader): void {
  for (const reference of reader.references) checkReference(reference, names, reader);
  reportShared(root, 'workloads', 'nodes', 'a workload', reader);
  reportShared(root, 'faults', 'changes', 'a fault', reader);
}

function checkReference(reference: Reference, names: Names, reader: Reader): void {
  const { kind, text, at } = reference;
  if (kind === 'node' || kind === 'workload-or-node') {
    names.check(text, kind, at, reader);
    return;
  }
  if (kind === 'address') {
    const address = parseAddress(text);
    if (!('problem' in address)) checkAddress(address, at, names, reader);
    return;
  }
  const link = parseLink(text);
  if ('problem' in link) return;
  checkAddress(link.from, at, names, reader);
  checkAddress(link.to, at, names, reader);
}

function checkAddress(address: Address, at: Reference['at'], names: Names, reader: Reader): void {
  if (address.type === 'instances') names.check(address.node, 'workload-or-node', at, reader);
}

function reportShared(root: MapSource, first: string, second: string, what: string, reader: Reader): void {
  const taken = keysUnder(root, first);
  const others = root.entries.get(second)?.value;
  if (others?.kind !== 'map') return;
  for (const { key, keyAt } of others.entries.values()) {
    if (taken.has(key))
      reader.problems.push({ message: `${key} is also the name of ${what}`, at: keyAt, text: key, hint: 'choose another name' });
  }
}

function keysUnder(root: MapSource, key: string): ReadonlySet<string> {
  const value = root.entries.get(key)?.value;
  return new Set(value?.kind === 'map' ? value.entries.keys() : []);
}
