import { nearest } from '../../core/nearest.js';
import { InputError, type Problem } from '../../core/problem.js';
import type { Model } from '../../environment/model.js';

/** `gateway=8080`, as on the command line, by the name of the node. Throws InputError with every problem found. */
export function readPorts(settings: readonly string[], model: Model): Record<string, number> {
  const problems: Problem[] = [];
  const ports: Record<string, number> = {};
  for (const setting of settings) {
    const [, node, port] = /^([^=]+)=(\d{1,5})$/.exec(setting) ?? [];
    const problem = node === undefined ? malformed(setting) : problemOf(node, model);
    if (problem !== undefined) problems.push(problem);
    else ports[node!] = Number(port);
  }
  if (problems.length > 0) throw new InputError(problems);
  return ports;
}

function malformed(setting: string): Problem {
  return { message: `--port ${setting}: expected a node and its port`, text: setting, hint: 'write --port gateway=8080' };
}

function problemOf(node: string, model: Model): Problem | undefined {
  const group = model.groups.find(({ name }) => name === node);
  if (group === undefined) {
    const names = model.groups.filter(({ kind, inside }) => kind !== 'workload' && inside === null).map(({ name }) => name);
    const meant = nearest(node, names);
    return {
      message: `there is no node ${node}`,
      hint: meant === undefined ? `there are ${names.join(', ')}` : `did you mean ${meant}?`,
    };
  }
  if (group.kind === 'workload') return { message: `${node} is a workload: it calls, and nobody calls it` };
  if (group.inside === null) return undefined;
  return { message: `${node} lives inside ${group.inside} and has no port of its own`, hint: `give ${group.inside} one` };
}
