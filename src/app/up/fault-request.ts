import type { Catalogue } from '../../catalogue/catalogue.js';
import { InputError, type Position, type Problem } from '../../core/problem.js';
import type { ActionModel, Model } from '../../environment/model.js';
import { plainSource } from '../../language/plain-source.js';
import { Reader } from '../../language/reader.js';
import type { MapEntry, MapSource, Source } from '../../language/source.js';
import { checkNames, Names } from '../../scenario/checks/check-names.js';
import { parseValue } from '../../scenario/load/parse-yaml.js';
import { resolveActions } from '../../scenario/resolve/resolve-actions.js';
import { actionSchema } from '../../scenario/schema/action-schema.js';

/** A fault as somebody asks for it: `slow api/2 factor=3 for=10s`. */
export interface FaultRequest {
  /** Its name in the catalogue. */
  readonly kind: string;
  readonly target: string;
  /** `key=value`, written as in a scenario. */
  readonly options: readonly string[];
}

const SCHEDULE = new Set(['at', 'every']);

/** The fault as a scenario would have it, with the hosts or links it is for. Throws InputError with every problem found. */
export function readFault(name: string, request: FaultRequest, model: Model, catalogue: Catalogue): ActionModel {
  try {
    return resolvedFault(name, request, model, catalogue);
  } catch (error) {
    throw error instanceof InputError ? new InputError(error.problems.map(withoutPlace)) : error;
  }
}

function resolvedFault(name: string, request: FaultRequest, model: Model, catalogue: Catalogue): ActionModel {
  const reader = new Reader();
  const settings = actionSchema('fault', catalogue).read(faultSource(request), reader);
  const declared = declaredNames(model);
  checkNames(declared, new Names(declared), reader);
  if (settings === undefined || reader.problems.length > 0) throw new InputError(reader.problems);
  const [action] = resolveActions({ faults: { [name]: settings }, changes: {} }, model, reader);
  if (reader.problems.length > 0) throw new InputError(reader.problems);
  return action!;
}

/** What a scenario would have declared, as far as names go. */
function declaredNames({ groups }: Model): MapSource {
  const names = (workloads: boolean): Record<string, null> =>
    Object.fromEntries(groups.filter(({ kind }) => (kind === 'workload') === workloads).map(({ name }) => [name, null]));
  return plainSource({ nodes: names(false), workloads: names(true) }, positionOf('')) as MapSource;
}

/** Nobody wrote a file: what was typed stands where a place would. */
function withoutPlace({ message, hint, at }: Problem): Problem {
  return { message: at === undefined ? message : `${at.file}: ${message}`, hint };
}

/** What stands under a fault's name in a scenario; it begins now. */
function faultSource({ kind, target, options }: FaultRequest): MapSource {
  const at = positionOf(`${kind} ${target}`);
  const entries = new Map<string, MapEntry>();
  const set = (key: string, value: Source): void => void entries.set(key, { key, keyAt: value.at, value });
  set('at', plainSource('0s', at));
  set(kind, { kind: 'scalar', value: target, text: target, at });
  for (const option of options) {
    const equals = option.indexOf('=');
    const key = option.slice(0, Math.max(0, equals)).trim();
    if (key === '' || SCHEDULE.has(key) || entries.has(key)) throw new InputError([problemOf(option, key)]);
    set(key, parseValue(option.slice(equals + 1), option));
  }
  return { kind: 'map', at, entries };
}

function problemOf(option: string, key: string): Problem {
  const at = positionOf(option);
  if (SCHEDULE.has(key))
    return { message: 'a fault that is asked for begins now, once', at, hint: 'write for=10s to say how long' };
  if (key !== '') return { message: `${key} is given twice`, at };
  return { message: 'an option is a key and a value', at, hint: 'write factor=3 or for=10s' };
}

function positionOf(text: string): Position {
  return { file: text, line: 1, column: 1 };
}
