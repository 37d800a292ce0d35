import type { CallSite, Catalogue } from '../../catalogue/catalogue.js';
import { nearest } from '../../core/nearest.js';
import type { Reader } from '../../language/reader.js';
import type { NodeSettings, Scenario, WorkloadSettings } from '../scenario.js';
import type { Names } from './check-names.js';
import { TextPlaces } from './text-places.js';

/** Reports calls to nothing, operations that their target does not know, and calls that come back to themselves. */
export function checkCalls(scenario: Scenario, names: Names, catalogue: Catalogue, reader: Reader): void {
  const graph = new CallGraph(scenario, names, catalogue, reader);
  for (const [name, workload] of Object.entries(scenario.workloads)) graph.checkSites(name, workload);
  for (const [name, node] of Object.entries(scenario.nodes)) {
    graph.checkSites(name, node);
    checkCallKeys(node, names, reader);
  }
  graph.checkCycles();
}

/** The keys of `calls:` are names of nodes. */
function checkCallKeys(node: NodeSettings, names: Names, reader: Reader): void {
  const calls = node.source.kind === 'map' ? node.source.entries.get('calls')?.value : undefined;
  if (calls?.kind !== 'map') return;
  for (const { key, keyAt } of calls.entries.values()) names.check(key, 'node', keyAt, reader);
}

/** Who calls whom during which operation. */
class CallGraph {
  readonly #sites = new Map<string, readonly CallSite[]>();

  constructor(
    readonly scenario: Scenario,
    readonly names: Names,
    readonly catalogue: Catalogue,
    readonly reader: Reader,
  ) {}

  checkSites(name: string, caller: NodeSettings | WorkloadSettings): void {
    const sites = this.catalogue.kind(caller.kind).calls(caller.config);
    this.#sites.set(name, sites);
    const places = new TextPlaces(caller.source);
    const seen = new Set<string>();
    for (const site of sites) {
      const text = `${site.target}.${site.operation ?? ''}`;
      if (!seen.has(text)) this.#checkSite(site, caller, places);
      seen.add(text);
    }
  }

  /** An operation that comes back to itself on the same node never ends, unless a condition stops it. */
  checkCycles(): void {
    const finished = new Set<string>();
    const starts = [...this.#sites].filter(([name]) => this.names.workloads.has(name));
    for (const [, sites] of starts) {
      for (const site of sites)
        for (const operation of this.#operationsOf(site)) this.#walk(site.target, operation, [], finished);
    }
  }

  #checkSite(site: CallSite, caller: NodeSettings | WorkloadSettings, places: TextPlaces): void {
    const at = places.find(`${site.target}.${site.operation}`, site.target) ?? caller.at;
    this.names.check(site.target, 'node', at, this.reader);
    const target = this.scenario.nodes[site.target];
    if (target === undefined || site.operation === null) return;
    const known = this.catalogue.kind(target.kind).operations(target.config);
    if (known === null || known.includes(site.operation)) return;
    const where = places.find(`${site.target}.${site.operation}`, site.operation, site.target) ?? caller.at;
    const meant = nearest(site.operation, known);
    this.reader.problems.push({
      message: `${site.target} has no operation ${site.operation}`,
      at: where,
      text: site.operation,
      hint: meant === undefined ? `its operations are ${known.join(', ')}` : `did you mean ${meant}?`,
    });
  }

  /** A workload without operations of its own sends whatever the target knows. */
  #operationsOf(site: CallSite): readonly string[] {
    const target = this.scenario.nodes[site.target];
    if (site.operation !== null) return [site.operation];
    return target === undefined ? [] : (this.catalogue.kind(target.kind).operations(target.config) ?? []);
  }

  #walk(name: string, operation: string, path: readonly string[], finished: Set<string>): void {
    const step = `${name}.${operation}`;
    if (finished.has(step)) return;
    if (path.includes(step)) {
      finished.add(step);
      this.#reportCycle([...path.slice(path.indexOf(step)), step]);
      return;
    }
    const node = this.scenario.nodes[name];
    if (node === undefined || node.callCycles === 'allowed') return;
    for (const site of this.#sites.get(name) ?? []) {
      if (site.during !== null && site.during !== operation) continue;
      this.#walk(site.target, site.operation ?? operation, [...path, step], finished);
    }
    finished.add(step);
  }

  /** Points at the call that closes the circle. */
  #reportCycle(path: readonly string[]): void {
    const [last, first] = [path.at(-2)!.split('.')[0]!, path.at(-1)!];
    const node = this.scenario.nodes[last]!;
    this.reader.problems.push({
      message: `calls go in a circle: ${path.join(' -> ')}`,
      at: new TextPlaces(node.source).find(first, first.split('.')[0]!) ?? node.at,
      text: first,
      hint: `break it, or say \`call-cycles: allowed\` on ${last} if a condition ends it`,
    });
  }
}
