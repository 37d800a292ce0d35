import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Alias,
  type LineCounter,
  type Node,
  type Pair,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import type { Position, Problem } from '../../core/problem.js';
import type { ListSource, MapEntry, MapSource, ScalarSource, Source } from '../../language/source.js';
import { checkKey } from './check-key.js';
import { checkText } from './check-text.js';
import { rejoined } from './cut-pairs.js';
import { MAX_DEPTH, MAX_VALUES } from './limits.js';

/** Keys whose values are prose, in which no parenthesis or number sign means anything. */
const PROSE = new Set(['title', 'about', 'shows']);

/** Turns a parsed document into sources, and reports all that YAML allows and a scenario does not. */
export class DocumentReader {
  readonly problems: Problem[] = [];
  /** Whether this document is too large to be worked with. */
  unbounded = false;
  /** Texts that a comma cut off, already reported. */
  readonly #cut = new Set<Node>();
  readonly #anchors = new Map<string, Source>();
  /** How many values a source stands for with its aliases unfolded. */
  readonly #sizes = new Map<Source, number>();

  constructor(
    readonly text: string,
    readonly file: string,
    readonly lines: LineCounter,
  ) {}

  read(root: Node): Source | undefined {
    const source = this.#read(root, 0, false);
    if (source !== undefined && this.#size(source) > MAX_VALUES) {
      this.unbounded = true;
      this.#report(
        root,
        `the aliases of this file unfold to more than ${MAX_VALUES} values`,
        'write out what is needed, without aliases',
      );
    }
    return source;
  }

  #read(node: Node | null | undefined, depth: number, prose: boolean): Source | undefined {
    if (node === null || node === undefined) return undefined;
    if (depth > MAX_DEPTH) return this.#report(node, `nested deeper than ${MAX_DEPTH} levels`);
    if (isAlias(node)) return this.#readAlias(node);
    const source = this.#readValue(node, depth, prose);
    const anchor = (node as Scalar).anchor;
    if (anchor !== undefined && source !== undefined) this.#anchors.set(anchor, source);
    return source;
  }

  #readValue(node: Node, depth: number, prose: boolean): Source | undefined {
    if (isMap(node)) return this.#readMap(node, depth);
    if (isSeq(node)) return this.#readList(node, depth, prose);
    if (isScalar(node)) return this.#readScalar(node, prose);
    return undefined;
  }

  #readAlias(node: Alias): Source | undefined {
    const found = this.#anchors.get(node.source);
    if (found === undefined) return this.#report(node, `nothing before this is anchored as &${node.source}`);
    return found;
  }

  #readList(node: YAMLSeq, depth: number, prose: boolean): ListSource {
    const items: Source[] = [];
    let size = 1;
    for (const item of node.items as Node[]) {
      const source = this.#read(item, depth + 1, prose);
      if (source === undefined) continue;
      items.push(source);
      size += this.#size(source);
    }
    const list: ListSource = { kind: 'list', items, at: this.#at(node) };
    this.#sizes.set(list, size);
    return list;
  }

  #readMap(node: YAMLMap, depth: number): MapSource {
    const entries = new Map<string, MapEntry>();
    let size = 1;
    const pairs = rejoined(node.items as Pair<Node, Node | null>[], (pair) => this.#reportCut(pair));
    for (const pair of pairs) {
      const entry = this.#readEntry(pair, entries, depth);
      if (entry === undefined) continue;
      entries.set(entry.key, entry);
      size += this.#size(entry.value);
    }
    const map: MapSource = { kind: 'map', entries, at: this.#at(node) };
    this.#sizes.set(map, size);
    return map;
  }

  #readEntry(pair: Pair<Node, Node | null>, before: ReadonlyMap<string, MapEntry>, depth: number): MapEntry | undefined {
    const key = this.#readKey(pair.key);
    if (key === undefined) return undefined;
    const earlier = before.get(key);
    if (earlier !== undefined) {
      return this.#report(pair.key, `${key} was already given in line ${earlier.keyAt.line}`, 'keep one of the two');
    }
    const keyAt = this.#at(pair.key);
    const nothing: ScalarSource = { kind: 'scalar', value: null, text: '', at: keyAt };
    const value = pair.value === null ? nothing : this.#read(pair.value, depth + 1, depth === 0 && PROSE.has(key));
    return value === undefined ? undefined : { key, keyAt, value };
  }

  #readKey(node: Node): string | undefined {
    if (!isScalar(node)) return this.#report(node, 'a key must be a text', 'write the key as one word');
    const key = this.#written(node);
    const finding = checkKey(node.value, key);
    if (finding !== undefined) return this.#report(node, finding.message, finding.hint);
    return key;
  }

  #readScalar(node: Scalar, prose: boolean): ScalarSource | undefined {
    const text = this.#written(node);
    const finding = this.#cut.has(node) ? undefined : checkText(node, text, prose);
    if (finding === undefined) return { kind: 'scalar', value: node.value as ScalarSource['value'], text, at: this.#at(node) };
    this.#report(node, finding.message, finding.hint);
    // It stays as a text, so that its key does not count as missing.
    return { kind: 'scalar', value: text, text, at: this.#at(node) };
  }

  /** A quoted text without its quotes, anything else as it stands in the file. */
  #written(node: Scalar): string {
    return typeof node.value === 'string' ? node.value : (node.source ?? '');
  }

  #reportCut(pair: Pair<Node, Node | null>): void {
    const text = isScalar(pair.value) ? this.#written(pair.value) : '';
    this.#cut.add(pair.value!);
    const message = `a comma cut this off: inside { } YAML ends ${text} at the comma`;
    this.#report(pair.value!, message, `separate arguments by spaces: ${text} ...)`);
  }

  #size(source: Source): number {
    // A long text that is aliased often costs as much as many short ones.
    return this.#sizes.get(source) ?? (source.kind === 'scalar' ? 1 + Math.floor(source.text.length / 64) : 1);
  }

  #at(node: Node): Position {
    const { line, col } = this.lines.linePos(node.range?.[0] ?? 0);
    return { file: this.file, line: Math.max(1, line), column: Math.max(1, col) };
  }

  #report(node: Node, message: string, hint?: string): undefined {
    const text = isScalar(node) ? this.#written(node) : undefined;
    this.problems.push({ message, at: this.#at(node), text: text === '' ? undefined : text, hint });
    return undefined;
  }
}
