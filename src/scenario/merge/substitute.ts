import type { Problem } from '../../core/problem.js';
import { nearest } from '../../core/nearest.js';
import { REQUEST_VARIABLES } from '../../language/expression/leaves.js';
import type { ListSource, MapEntry, MapSource, ScalarSource, Source } from '../../language/source.js';

/** What every expression knows; no parameter can take these names. */
export const VARIABLES: readonly string[] = REQUEST_VARIABLES;

/** Keys whose texts are for people. */
const PROSE = new Set(['about', 'parameters', 'title']);

/** A text grows by what is put into it; this is more than any text of a scenario needs. */
const MAX_LENGTH = 4000;

const PARAMETER = /\$([A-Za-z][\w-]*)/g;

/**
 * Puts the values of parameters in place of `$name`. Other names stay for expressions when a variable or a step's `as`
 * has them; any other is a problem.
 */
export function substituteParameters(root: MapSource, problems: Problem[]): MapSource {
  const substitution = new Substitution(parametersOf(root), boundNames(root), problems);
  const entries = new Map(
    [...root.entries].map(([key, entry]) => [key, PROSE.has(key) ? entry : { ...entry, value: substitution.apply(entry.value) }]),
  );
  return { ...root, entries };
}

class Substitution {
  /** An alias stands in many places; its text is looked at once. */
  readonly #done = new Map<ScalarSource, ScalarSource>();

  constructor(
    readonly parameters: ReadonlyMap<string, ScalarSource>,
    readonly bound: ReadonlySet<string>,
    readonly problems: Problem[],
  ) {}

  apply(source: Source): Source {
    if (source.kind === 'scalar') {
      const done = this.#done.get(source) ?? this.#applyToScalar(source);
      this.#done.set(source, done);
      return done;
    }
    if (source.kind === 'list') return this.#applyToList(source);
    return this.#applyToMap(source);
  }

  #applyToList(source: ListSource): ListSource {
    const items = source.items.map((item) => this.apply(item));
    return items.every((item, index) => item === source.items[index]) ? source : { ...source, items };
  }

  #applyToMap(source: MapSource): MapSource {
    let changed = false;
    const entries = new Map<string, MapEntry>();
    for (const [key, entry] of source.entries) {
      const value = this.apply(entry.value);
      changed ||= value !== entry.value;
      entries.set(key, value === entry.value ? entry : { ...entry, value });
    }
    return changed ? { ...source, entries } : source;
  }

  #applyToScalar(source: ScalarSource): ScalarSource {
    if (typeof source.value !== 'string' || !source.value.includes('$')) return source;
    const whole = /^\$([A-Za-z][\w-]*)$/.exec(source.value.trim());
    const alone = whole === null ? undefined : this.parameters.get(whole[1]!);
    if (alone !== undefined) return { ...source, value: alone.value, text: alone.text };
    const text = source.value.replaceAll(PARAMETER, (written, name: string) => this.#textOf(source, written, name));
    if (text === source.value) return source;
    if (text.length <= MAX_LENGTH) return { ...source, value: text, text };
    this.problems.push({ message: `this text is longer than ${MAX_LENGTH} characters with its parameters`, at: source.at });
    return source;
  }

  #textOf(source: ScalarSource, written: string, name: string): string {
    const parameter = this.parameters.get(name);
    if (parameter !== undefined) return parameter.text;
    if (VARIABLES.includes(name) || this.bound.has(name)) return written;
    const meant = nearest(name, [...this.parameters.keys(), ...VARIABLES, ...this.bound]);
    this.problems.push({
      message: `there is no parameter or variable ${written}`,
      at: source.at,
      text: source.text,
      hint: meant === undefined ? 'declare it under `parameters`' : `did you mean $${meant}?`,
    });
    return written;
  }
}

function parametersOf(root: MapSource): Map<string, ScalarSource> {
  const declared = root.entries.get('parameters')?.value;
  const parameters = new Map<string, ScalarSource>();
  if (declared?.kind !== 'map') return parameters;
  for (const { key, value } of declared.entries.values()) if (value.kind === 'scalar') parameters.set(key, value);
  return parameters;
}

/** Every name that a step binds with `as`, wherever it stands; the expressions check which of them are in sight. */
function boundNames(source: Source, names = new Set<string>()): Set<string> {
  if (source.kind === 'list') for (const item of source.items) boundNames(item, names);
  if (source.kind === 'map') {
    for (const { key, value } of source.entries.values()) {
      if (key === 'as' && value.kind === 'scalar') names.add(value.text);
      boundNames(value, names);
    }
  }
  return names;
}
