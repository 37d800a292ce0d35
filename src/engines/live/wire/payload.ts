import type { Bytes } from '../../../core/time.js';

const LINE = 'sysdesign payload, sent to be counted and thrown away; nothing in it means anything at all.\n';
const CHUNK = 64 * 1024;
/** Up to here a message is one piece of text, which costs one write together with its head. */
const LONGEST_TEXT = 16 * 1024;

const text = LINE.repeat(Math.ceil(CHUNK / LINE.length)).slice(0, CHUNK);
const buffer = Buffer.from(text, 'latin1');

/** So many bytes that mean nothing, all cut from one buffer; null where they take more than one piece. */
export function payloadOf(size: Bytes): string | Buffer | null {
  if (size <= LONGEST_TEXT) return text.slice(0, size);
  return size <= CHUNK ? buffer.subarray(0, size) : null;
}

/** As many pieces of the one buffer as a large payload takes. */
export function* payloadChunks(size: Bytes): Generator<Buffer> {
  let left = size;
  for (; left > CHUNK; left -= CHUNK) yield buffer;
  yield buffer.subarray(0, left);
}

const SPACE = 0x20;

/** Plain data as JSON, filled up with spaces to the size of the message; longer where it does not fit. */
export function plainDataOf(body: object, size: Bytes): Buffer {
  const json = JSON.stringify(body);
  const length = Buffer.byteLength(json);
  if (length >= size) return Buffer.from(json);
  const padded = Buffer.allocUnsafe(size).fill(SPACE, length);
  padded.write(json);
  return padded;
}

/** What was written by plainDataOf; undefined where it is not JSON of an object. */
export function readPlainData(chunks: readonly Uint8Array[]): object | null | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.concat(chunks).toString());
    return typeof value === 'object' ? value : undefined;
  } catch {
    return undefined;
  }
}
