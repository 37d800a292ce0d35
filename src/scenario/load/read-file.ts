import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** Reads at most `limit` bytes and one more, so that a caller can tell that there is too much. `-` is standard input. */
export type ReadFile = (path: string, limit: number) => Uint8Array;

/** What traces and tables of numbers may weigh, unpacked. */
export const MAX_DATA_BYTES = 0x7fff_ffff;

const CHUNK = 1 << 16;

/** From disk. Throws what the operating system says, and an Error for what is no file. */
export function readFromDisk(path: string, limit: number): Uint8Array {
  const descriptor = path === '-' ? 0 : openSync(path, 'r');
  try {
    const stat = fstatSync(descriptor);
    if (stat.isDirectory()) throw new Error('it is a folder');
    // A device such as /dev/zero never ends; pipes do.
    if (path !== '-' && (stat.isCharacterDevice() || stat.isBlockDevice())) throw new Error('it is a device');
    return readUpTo(descriptor, limit + 1, stat.isFile() ? stat.size : 0);
  } finally {
    if (descriptor !== 0) closeSync(descriptor);
  }
}

/** Unpacked where it begins like gzip. */
export function unpacked(bytes: Uint8Array): Uint8Array {
  const packed = bytes[0] === 0x1f && bytes[1] === 0x8b;
  return packed ? gunzipSync(bytes, { maxOutputLength: MAX_DATA_BYTES }) : bytes;
}

/** Why a file could not be read, for people. */
export function readFailure(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'there is no such file';
  if (code === 'EACCES' || code === 'EPERM') return 'it may not be read';
  if (code === 'EISDIR') return 'it is a folder';
  if (code === 'Z_DATA_ERROR' || code === 'Z_BUF_ERROR') return 'it is damaged gzip';
  if (code === 'ERR_BUFFER_TOO_LARGE') return 'it is too large when unpacked';
  return error instanceof Error ? error.message : String(error);
}

function readUpTo(descriptor: number, limit: number, expected: number): Uint8Array {
  let bytes = Buffer.allocUnsafe(Math.min(limit, Math.max(expected + 1, CHUNK)));
  let length = 0;
  for (;;) {
    if (length === bytes.length) {
      if (length >= limit) break;
      const larger = Buffer.allocUnsafe(Math.min(limit, bytes.length * 2));
      bytes.copy(larger);
      bytes = larger;
    }
    const count = readAvailable(descriptor, bytes, length);
    if (count === 0) break;
    length += count;
  }
  return new Uint8Array(bytes.buffer, bytes.byteOffset, length);
}

/** Standard input of a terminal or an unready pipe answers EAGAIN until something arrives. */
function readAvailable(descriptor: number, into: Buffer, from: number): number {
  for (;;) {
    try {
      return readSync(descriptor, into, from, into.length - from, null);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error)) throw error;
      if (error.code === 'EOF') return 0;
      if (error.code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}
