/** A lone surrogate in the bytes that UTF-8 would have for it if it were allowed (WTF-8). */
const LONE_SURROGATE = /(%ED%[AB][0-9A-F]%[89AB][0-9A-F])/i;

/** Any text, also with lone surrogates, as a part of a URL without slash or question mark. */
export function percentEncode(text: string): string {
  try {
    return encodeURIComponent(text);
  } catch {
    return Array.from(text, encodeCharacter).join('');
  }
}

/** The text that was encoded; undefined where nothing was. */
export function percentDecode(text: string): string | undefined {
  return text.includes('%') ? decode(text) : text;
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return decodeSurrogates(text);
  }
}

function encodeCharacter(character: string): string {
  const code = character.codePointAt(0)!;
  if (code < 0xd800 || code > 0xdfff) return encodeURIComponent(character);
  return [0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f)]
    .map((byte) => `%${byte.toString(16).toUpperCase()}`)
    .join('');
}

function decodeSurrogates(text: string): string | undefined {
  if (!LONE_SURROGATE.test(text)) return undefined;
  try {
    return text
      .split(LONE_SURROGATE)
      .map((part, index) => (index % 2 === 0 ? decodeURIComponent(part) : surrogate(part)))
      .join('');
  } catch {
    return undefined;
  }
}

function surrogate(encoded: string): string {
  const [, middle, last] = [0, 4, 7].map((at) => Number.parseInt(encoded.slice(at, at + 2), 16));
  return String.fromCharCode(0xd000 | ((middle! & 0x3f) << 6) | (last! & 0x3f));
}
