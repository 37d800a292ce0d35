import { meanOnly } from '../laws/law.js';
import { firstCome } from './first-come.js';
import type { Line, LineTheory, Unknown } from './line.js';

/** Whoever came last is served first, and interrupts nobody: the mean is that of first come first served, the percentiles are not. */
export function lastCome(line: Line): LineTheory | Unknown {
  const fifo = firstCome(line);
  if ('unknown' in fifo) return fifo;
  return { ...fifo, form: `${fifo.form}, last come first served`, waiting: fifo.waiting.map(({ mean }) => meanOnly(mean)) };
}
