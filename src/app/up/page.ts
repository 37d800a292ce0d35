import type { Catalogue } from '../../catalogue/catalogue.js';
import type { GroupModel, Model } from '../../environment/model.js';
import { displayWidth } from '../../reporters/display-width.js';
import { inkFor, type Ink } from '../../reporters/ink.js';
import { wrap } from '../../reporters/wrap.js';

export interface PageOptions {
  readonly width: number;
  readonly colour: boolean;
}

export interface UpFacts {
  readonly model: Model;
  /** By HostId; undefined where nobody listens. */
  readonly ports: readonly (number | undefined)[];
  readonly metricsPort: number;
  /** Which real server stands for whom, a line each. */
  readonly servers: readonly string[];
  /** Whether workloads send requests. */
  readonly load: boolean;
}

const ADDRESS = 'http://127.0.0.1';
const INDENT = '  ';
const GAP = '   ';

/** What stands on the terminal while a system is up: who listens where, who calls whom, and what to try. */
export function upPage(facts: UpFacts, catalogue: Catalogue, { width, colour }: PageOptions): string {
  const ink = inkFor(colour);
  const { model, load } = facts;
  const shown = inCallOrder(model, catalogue).filter(({ kind, inside }) => inside === null && (load || kind !== 'workload'));
  const lines = [
    ...wrap(`${model.title} is up`, width).map(ink.strong),
    '',
    ...shown.flatMap((group) => block(group, facts, catalogue, ink, width)),
    '',
    ...hints(facts, catalogue, ink, width),
  ];
  return `${lines.join('\n')}\n`;
}

/** Workloads, whom they call, whom those call, and so on; then what nobody calls. */
function inCallOrder(model: Model, catalogue: Catalogue): GroupModel[] {
  const byName = new Map(model.groups.map((group) => [group.name, group]));
  const order = new Set(model.groups.filter(({ kind }) => kind === 'workload'));
  // A set that grows while it is gone through.
  for (const group of order) {
    const inside = model.groups.filter((other) => other.inside === group.name);
    for (const caller of [group, ...inside]) {
      for (const callee of calleesOf(caller, catalogue)) order.add(byName.get(callee)!);
    }
  }
  return [...order, ...model.groups.filter((group) => !order.has(group))];
}

function calleesOf(group: GroupModel, catalogue: Catalogue): string[] {
  return [
    ...new Set(
      catalogue
        .kind(group.kind)
        .calls(group.config)
        .map(({ target }) => target),
    ),
  ];
}

/** A node with whom it calls, its addresses, and what lives inside it. */
function block(group: GroupModel, facts: UpFacts, catalogue: Catalogue, ink: Ink, width: number, depth = 1): string[] {
  const inside = facts.model.groups.filter((other) => other.inside === group.name);
  const listens = group.kind !== 'workload' && group.inside === null;
  return [
    ...heading(group, catalogue, ink, width, INDENT.repeat(depth)),
    ...(listens ? addresses(group, facts, width, INDENT.repeat(depth + 1)) : []),
    ...inside.flatMap((inner) => block(inner, facts, catalogue, ink, width, depth + 1)),
  ];
}

function heading(group: GroupModel, catalogue: Catalogue, ink: Ink, width: number, indent: string): string[] {
  const many = group.inside === null && group.instances.length > 1 ? `${group.instances.length} × ` : '';
  const where = group.inside === null ? '' : ` inside ${group.inside}`;
  const start = `${indent}${ink.accent(group.name)} ${ink.dim(`(${many}${group.kind}${where})`)}`;
  const callees = [
    ...new Set(
      catalogue
        .kind(group.kind)
        .calls(group.config)
        .map(({ target }) => target),
    ),
  ];
  if (callees.length === 0) return [start];
  return flow([`${start} → ${callees[0]!}`, ...callees.slice(1)], ', ', width, `${indent}${INDENT}${INDENT}`);
}

function addresses(group: GroupModel, { model, ports }: UpFacts, width: number, indent: string): string[] {
  const texts = group.instances.map((self) => {
    const { name, host } = model.instances[self]!;
    const address = `${ADDRESS}:${ports[host] ?? '?'}`;
    return group.instances.length === 1 ? address : `${name} ${address}`;
  });
  return flow([indent + texts[0]!, ...texts.slice(1)], GAP, width, indent);
}

/** Parts one after the other, on as many lines as they take; none is broken. */
function flow(parts: readonly string[], between: string, width: number, indent: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const [index, part] of parts.entries()) {
    const last = index === parts.length - 1;
    const longer = index === 0 ? part : line + between + part;
    const room = last ? width : width - between.trimEnd().length;
    if (index === 0 || displayWidth(longer) <= room) {
      line = longer;
    } else {
      lines.push(line + between.trimEnd());
      line = indent + part;
    }
  }
  return [...lines, line];
}

function hints(facts: UpFacts, catalogue: Catalogue, ink: Ink, width: number): string[] {
  const { model, metricsPort, load } = facts;
  const entries: [string, string][] = [
    ['requests', load ? 'the workloads send theirs; send your own as well:' : 'none but yours; --load starts the workloads:'],
    ['', `curl -i ${entryAddress(facts, catalogue)}/17`],
    ...facts.servers.map((line, index): [string, string] => [index === 0 ? 'servers' : '', line]),
    ['metrics', `${ADDRESS}:${metricsPort}/metrics`],
    ['faults', `sysdesign fault crash ${victim(model)}`],
    ['end', 'Ctrl-C'],
  ];
  const names = Math.max(...entries.map(([name]) => name.length));
  return entries.flatMap(([name, text]) => {
    const indent = ' '.repeat(names + GAP.length);
    const [first = '', ...rest] = wrap(text, width - indent.length);
    return [`${ink.dim(name)}${' '.repeat(names - name.length)}${GAP}${first}`, ...rest.map((line) => indent + line)];
  });
}

/** Where the workloads would knock: the first node that one of them calls. */
function entryAddress({ model, ports }: UpFacts, catalogue: Catalogue): string {
  const workload = model.groups.find(({ kind }) => kind === 'workload');
  const asked = workload === undefined ? undefined : catalogue.kind(workload.kind).calls(workload.config)[0]?.target;
  const entry = model.groups.find(({ name }) => name === asked) ?? servers(model)[0]!;
  return `${ADDRESS}:${ports[model.instances[entry.instances[0]!]!.host] ?? '?'}`;
}

/** The last replica of the node that has most of them: the one whose loss a system should bear. */
function victim(model: Model): string {
  const [first] = servers(model).toSorted((left, right) => right.instances.length - left.instances.length);
  return model.instances[first!.instances.at(-1)!]!.name;
}

function servers(model: Model): GroupModel[] {
  return model.groups.filter(({ kind, inside }) => kind !== 'workload' && inside === null);
}
