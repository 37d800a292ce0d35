import { InputError, type Position } from '../../core/problem.js';
import type { MapSource, Source } from '../../language/source.js';
import { checkKey } from '../load/check-key.js';
import { MAX_DEPTH } from '../load/limits.js';
import { parseValue } from '../load/parse-yaml.js';

/** One `--set path=value`. */
export interface Setting {
  readonly path: readonly string[];
  readonly at: Position;
  readonly overlay: MapSource;
}

/** The value is written as in YAML. Throws InputError. */
export function readSetting(text: string): Setting {
  const origin = `--set ${text}`;
  const at = { file: origin, line: 1, column: 1 };
  const equals = text.indexOf('=');
  const path = equals < 0 ? text : text.slice(0, equals).trim();
  const parts = path.split('.');
  if (equals < 0 || parts.some((part) => part === '')) {
    throw new InputError([{ message: 'a setting is a path and a value', at, text, hint: 'write --set nodes.api.replicas=4' }]);
  }
  const finding = parts.map((part) => checkKey(part, part)).find((found) => found !== undefined);
  if (finding !== undefined) throw new InputError([{ ...finding, at, text }]);
  if (parts.length > MAX_DEPTH) throw new InputError([{ message: `the path is deeper than ${MAX_DEPTH} levels`, at, text }]);
  const value = parseValue(text.slice(equals + 1), origin);
  return { path: parts, at, overlay: overlayOf(parts, value, at) };
}

function overlayOf(parts: readonly string[], value: Source, at: Position): MapSource {
  const key = parts[0]!;
  const inner = parts.length === 1 ? value : overlayOf(parts.slice(1), value, at);
  return { kind: 'map', at, entries: new Map([[key, { key, keyAt: at, value: inner }]]) };
}
