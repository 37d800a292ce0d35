import { randomBytes } from 'node:crypto';

/** Letters that no server can make smaller than they are, and that can be read in a terminal. */
const BLOCK = Buffer.from(randomBytes(48 * 1024).toString('base64'));

/** So many bytes. */
export function payload(size: number): Buffer {
  if (size <= BLOCK.length) return BLOCK.subarray(0, size);
  return Buffer.alloc(size, BLOCK);
}
