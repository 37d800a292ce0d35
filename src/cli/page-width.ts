import type { OutputStream } from './host.js';

const USUAL = 80;
const NARROWEST = 60;
/** Wider lines are hard to read. */
const WIDEST = 120;

/** How wide a page on this stream should be: as asked for, as the terminal is, or 80 columns. */
export function pageWidth(stream: OutputStream, wanted: number | undefined): number {
  return wanted ?? Math.max(NARROWEST, Math.min(WIDEST, stream.width ?? USUAL));
}
