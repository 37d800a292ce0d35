import { InputError, type Position } from '../../core/problem.js';
import { MAX_BYTES } from './limits.js';

const LINE_FEED = 10;

/** The text of a file that somebody gave. Throws InputError where it is too large, not UTF-8, or holds what no text holds. */
export function decodeText(bytes: Uint8Array, file: string): string {
  if (bytes.length > MAX_BYTES) throw tooLarge(file);
  const text = decodeUtf8(bytes, file);
  const control = findControlCharacter(text);
  if (control >= 0) {
    const code = text.charCodeAt(control).toString(16).toUpperCase().padStart(4, '0');
    throw new InputError([
      {
        message: `the character U+${code} is not part of any text`,
        at: positionOf(text, control, file),
        hint: 'check that this is a YAML file, not a compressed or binary one',
      },
    ]);
  }
  return text;
}

function tooLarge(file: string): InputError {
  return new InputError([
    {
      message: 'the file is larger than 1 MiB, which no scenario may be',
      at: { file, line: 1, column: 1 },
      hint: 'put data into a file of its own and name it in the scenario',
    },
  ]);
}

function decodeUtf8(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new InputError([
      {
        message: 'this line is not UTF-8',
        at: { file, line: firstBrokenLine(bytes), column: 1 },
        hint: 'save the file as UTF-8',
      },
    ]);
  }
}

/** No byte of a multi-byte character is a line feed, so each line can be decoded alone. */
function firstBrokenLine(bytes: Uint8Array): number {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let line = 1;
  for (let start = 0; start < bytes.length; line++) {
    const next = bytes.indexOf(LINE_FEED, start);
    const end = next < 0 ? bytes.length : next;
    try {
      decoder.decode(bytes.subarray(start, end));
    } catch {
      return line;
    }
    start = end + 1;
  }
  return line;
}

function findControlCharacter(text: string): number {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if ((code < 32 && code !== 9 && code !== 10 && code !== 13) || code === 127) return index;
  }
  return -1;
}

function positionOf(text: string, offset: number, file: string): Position {
  const before = text.slice(0, offset).split('\n');
  return { file, line: before.length, column: before.at(-1)!.length + 1 };
}
