import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { InputError } from '../../core/problem.js';
import { readFailure } from '../../scenario/load/read-file.js';
import { TraceReading } from '../../workloads/traces/read-trace.js';
import type { Trace, TraceOptions } from '../../workloads/traces/trace.js';

const PIECE = 1 << 20;
const STANDARD_INPUT = 0;

export interface ReadControl {
  readonly signal?: AbortSignal | undefined;
  /** From 0 to 1; not called where nobody knows how long the file is. */
  readonly onProgress?: ((share: number) => void) | undefined;
}

/**
 * The keys of a trace, read in pieces and unpacked where it is gzip. `-` is standard input. Throws InputError where it cannot
 * be read, and an AbortError where the signal says so.
 */
export async function readKeys(file: string, format: string, options: TraceOptions, control: ReadControl): Promise<Trace> {
  try {
    const length = file === '-' ? 0 : await lengthOf(file);
    const reading = new TraceReading(file === '-' ? 'standard input' : file, format, options);
    const raw =
      file === '-'
        ? createReadStream('', { fd: STANDARD_INPUT, highWaterMark: PIECE })
        : createReadStream(file, { highWaterMark: PIECE });
    await readAll(watched(raw, length, control), reading, control.signal);
    return reading.finish();
  } catch (error) {
    if (error instanceof InputError || control.signal?.aborted === true) throw error;
    throw new InputError([explained(file, error)]);
  }
}

async function lengthOf(file: string): Promise<number> {
  const found = await stat(file);
  if (found.isDirectory()) throw new Error('it is a folder');
  if (found.isCharacterDevice() || found.isBlockDevice()) throw new Error('it is a device');
  return found.size;
}

async function* watched(raw: AsyncIterable<Buffer>, length: number, control: ReadControl): AsyncGenerator<Buffer> {
  let done = 0;
  for await (const piece of raw) {
    done += piece.length;
    if (length > 0) control.onProgress?.(Math.min(1, done / length));
    yield piece;
  }
}

async function readAll(pieces: AsyncGenerator<Buffer>, reading: TraceReading, signal: AbortSignal | undefined): Promise<void> {
  const first = await pieces.next();
  if (first.done === true) return;
  refusePacked(first.value, reading.name);
  const source = Readable.from(joined(first.value, pieces));
  const packed = first.value[0] === 0x1f && first.value[1] === 0x8b;
  const take = async (all: AsyncIterable<Buffer>): Promise<void> => {
    for await (const piece of all) reading.take(piece);
  };
  if (packed) await pipeline(source, createGunzip({ chunkSize: PIECE }), take, { signal });
  else await pipeline(source, take, { signal });
}

async function* joined(first: Buffer, others: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield first;
  yield* others;
}

/** Formats in which traces are often packed, by their first bytes, and what unpacks them. */
const PACKED = [
  { magic: [0x28, 0xb5, 0x2f, 0xfd], name: 'zstd', program: 'zstd -dc' },
  { magic: [0xfd, 0x37, 0x7a, 0x58, 0x5a], name: 'xz', program: 'xz -dc' },
  { magic: [0x42, 0x5a, 0x68], name: 'bzip2', program: 'bzip2 -dc' },
] as const;

function refusePacked(head: Buffer, file: string): void {
  const found = PACKED.find(({ magic }) => magic.every((byte, index) => head[index] === byte));
  if (found === undefined) return;
  throw new InputError([
    {
      message: `${file} is packed by ${found.name}, and only gzip is unpacked here`,
      text: file,
      hint: `pipe it in: ${found.program} ${file} | sysdesign cache - --format NAME`,
    },
  ]);
}

function explained(file: string, error: unknown): { message: string; text: string; hint?: string } {
  const name = file === '-' ? 'standard input' : file;
  // A JavaScript Map holds 2^24 texts.
  if (error instanceof RangeError) {
    return {
      message: `${name} has too many different keys for this machine: ${error.message}`,
      text: file,
      hint: 'look at a sample of its keys: --sample 1%',
    };
  }
  return { message: `${name} cannot be read: ${readFailure(error)}`, text: file };
}
