import { hideSecrets } from '../core/hide-secrets.js';
import type { Position, Problem } from '../core/problem.js';
import type { Source } from './source.js';

/** A place that names something declared elsewhere; checked once everything has been read. */
export interface Reference {
  readonly kind: 'node' | 'workload-or-node' | 'address' | 'link';
  readonly text: string;
  readonly at: Position;
}

/** Collects what schemas find while they read: every problem, and every name that must exist. */
export class Reader {
  readonly problems: Problem[] = [];
  readonly references: Reference[] = [];

  /** Reads another file's numbers or bytes; supplied by the loader, absent where no file may be named. Throws InputError. */
  constructor(readonly readFile?: (path: string, from: Position) => Uint8Array) {}

  report(source: Source | Position, message: string, hint?: string): undefined {
    if ('kind' in source) this.problems.push({ message, at: source.at, text: textOf(source), hint });
    else this.problems.push({ message, at: source, hint });
    return undefined;
  }
}

function textOf(source: Source): string | undefined {
  return source.kind === 'scalar' ? hideSecrets(source.text) : undefined;
}
