import type { Described } from '../core/definition.js';
import { nearest } from '../core/nearest.js';
import { InputError, type Problem } from '../core/problem.js';
import type { Registry } from '../core/registry.js';

const KEBAB_CASE = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const SHAPE = 'export default { families: { eviction: [definition] } }';

/** Adds a plugin's definitions to the registries, all or none of them. Throws InputError with every problem. */
export function addPlugin(plugin: unknown, file: string, registries: ReadonlyMap<string, Registry<Described>>): void {
  const problems: Problem[] = [];
  const report = (message: string, hint?: string): void => {
    problems.push({ message, at: { file, line: 1, column: 1 }, hint });
  };
  const additions =
    isRecord(plugin) && isRecord(plugin['families']) ? collect(plugin['families'], registries, report) : undefined;
  if (additions === undefined) report('a plugin exports its families by default', `write ${SHAPE}`);
  if (problems.length > 0) throw new InputError(problems);
  for (const [registry, definition] of additions!) registry.add(definition);
}

type Report = (message: string, hint?: string) => void;
type Addition = readonly [Registry<Described>, Described];

function collect(
  families: Record<string, unknown>,
  registries: ReadonlyMap<string, Registry<Described>>,
  report: Report,
): Addition[] {
  const additions: Addition[] = [];
  for (const [family, members] of Object.entries(families)) {
    const registry = registries.get(family);
    if (registry === undefined) {
      const meant = nearest(family, registries.keys());
      report(
        `there is no family ${family}`,
        meant === undefined ? `families are ${[...registries.keys()].join(', ')}` : `did you mean ${meant}?`,
      );
      continue;
    }
    const definitions = Array.isArray(members) ? members : isRecord(members) ? Object.values(members) : [members];
    for (const definition of definitions) {
      if (isDefinition(definition, family, registry, additions, report)) additions.push([registry, definition]);
    }
  }
  return additions;
}

function isDefinition(
  value: unknown,
  family: string,
  registry: Registry<Described>,
  before: readonly Addition[],
  report: Report,
): value is Described {
  if (!isRecord(value)) {
    report(`the family ${family} has a member that is no definition`, `write ${SHAPE}`);
    return false;
  }
  const { name } = value;
  if (typeof name !== 'string' || !KEBAB_CASE.test(name)) {
    report(`a member of ${family} has no name`, 'names are small letters and digits joined by -');
    return false;
  }
  const missing = missingMembers(value, registry);
  if (missing.length > 0) {
    report(`the ${registry.family} ${name} has no ${missing.join(', no ')}`, 'see CONTRIBUTING.md for what a definition holds');
  }
  const twice = before.some(([other, member]) => other === registry && member.name === name);
  if (twice || registry.get(name) !== undefined) report(`another ${registry.family} is named ${name}`, 'give it another name');
  return missing.length === 0;
}

/** A definition has whatever every present member of its family has. */
function missingMembers(value: Record<string, unknown>, registry: Registry<Described>): string[] {
  const [first, ...others] = registry.all() as unknown as Record<string, unknown>[];
  if (first === undefined) return ['name', 'summary', 'reference'].filter((key) => typeof value[key] !== 'string');
  const shared = Object.keys(first).filter((key) => others.every((other) => typeof other[key] === typeof first[key]));
  return shared.filter((key) => typeof value[key] !== typeof first[key]);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
