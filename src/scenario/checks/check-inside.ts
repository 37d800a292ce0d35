import type { Catalogue } from '../../catalogue/catalogue.js';
import type { Reader } from '../../language/reader.js';
import type { Scenario } from '../scenario.js';
import type { Names } from './check-names.js';

/** Reports an `inside` that names nothing, goes in a circle, or holds more than one instance. True when all can be laid out. */
export function checkInside(scenario: Scenario, names: Names, catalogue: Catalogue, reader: Reader): boolean {
  const before = reader.problems.length;
  const inCircle = new Set<string>();
  for (const [name, node] of Object.entries(scenario.nodes)) {
    if (node.inside === undefined) continue;
    const { at, name: outer } = node.inside;
    names.check(outer, 'node', at, reader);
    const circle = inCircle.has(name) ? null : circleFrom(name, scenario);
    if (circle !== null) {
      for (const member of circle) inCircle.add(member);
      const shown = circle.length > 6 ? [...circle.slice(0, 4), '...', name] : circle;
      reader.problems.push({ message: `${shown.join(' is inside ')}: a circle`, at, text: outer, hint: 'take one of them out' });
    }
    if (catalogue.kind(node.kind).instances(node.config).count !== 1) {
      const message = `${name} lives inside ${outer} and has one instance in each of its hosts`;
      reader.problems.push({ message, at, text: outer, hint: 'leave out its own replicas or shards' });
    }
    if (node.zones.length > 0) {
      reader.problems.push({
        message: `${name} stands where ${outer} stands`,
        at,
        text: outer,
        hint: `give the zone to ${outer}`,
      });
    }
  }
  return reader.problems.length === before;
}

function circleFrom(name: string, scenario: Scenario): readonly string[] | null {
  const path = [name];
  const seen = new Set(path);
  for (let next = scenario.nodes[name]?.inside?.name; next !== undefined; next = scenario.nodes[next]?.inside?.name) {
    path.push(next);
    if (next === name) return path;
    // A circle further out is reported for those that are in it.
    if (seen.has(next)) return null;
    seen.add(next);
  }
  return null;
}
