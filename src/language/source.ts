import type { Position } from '../core/problem.js';

/**
 * A value as somebody wrote it, with the place where it stands. Arms, `--set` and base files are merged as sources,
 * so that an error always points at the text that caused it.
 */
export type Source = ScalarSource | ListSource | MapSource;

export interface ScalarSource {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
  /** As written, before any conversion; parameters already replaced. */
  readonly text: string;
  readonly at: Position;
}

export interface ListSource {
  readonly kind: 'list';
  readonly items: readonly Source[];
  readonly at: Position;
}

export interface MapSource {
  readonly kind: 'map';
  readonly entries: ReadonlyMap<string, MapEntry>;
  readonly at: Position;
}

export interface MapEntry {
  readonly key: string;
  readonly keyAt: Position;
  readonly value: Source;
}
