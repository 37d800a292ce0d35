/** x^16 + x^12 + x^5 + 1 without its highest power. */
const POLYNOMIAL = 0x1021;

const TABLE = Uint16Array.from({ length: 256 }, (_, byte) => {
  let rest = byte << 8;
  for (let bit = 0; bit < 8; bit++) rest = (rest & 0x8000) === 0 ? rest << 1 : (rest << 1) ^ POLYNOMIAL;
  return rest;
});

/** CRC16 in the variant XMODEM (initial value 0, nothing reflected) of `text` in UTF-8, from character `from` up to `to`. */
export function crc16(text: string, from = 0, to = text.length): number {
  let crc = 0;
  for (let at = from; at < to; at++) {
    const point = text.codePointAt(at)!;
    if (point > 0xffff) at++;
    // A half of a pair that stands alone is written as the sign for what cannot be shown, as every encoder does.
    const sign = point >= 0xd800 && point <= 0xdfff ? 0xfffd : point;
    if (sign < 0x80) {
      crc = withByte(crc, sign);
      continue;
    }
    const following = sign < 0x800 ? 1 : sign < 0x1_0000 ? 2 : 3;
    crc = withByte(crc, ((0xff00 >> (following + 1)) & 0xff) | (sign >> (6 * following)));
    for (let rest = following - 1; rest >= 0; rest--) crc = withByte(crc, 0x80 | ((sign >> (6 * rest)) & 0x3f));
  }
  return crc;
}

function withByte(crc: number, byte: number): number {
  return ((crc << 8) & 0xffff) ^ TABLE[((crc >> 8) ^ byte) & 0xff]!;
}
