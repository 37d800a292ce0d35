import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crc16 } from './crc16.js';

/** Bit by bit, over the bytes that Node makes of the text. */
function naive(text: string): number {
  let crc = 0;
  for (const byte of Buffer.from(text, 'utf8')) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) crc = crc & 0x8000 ? ((crc << 1) ^ 0x1021) & 0xffff : (crc << 1) & 0xffff;
  }
  return crc;
}

describe('crc16', () => {
  it('has the check value of XMODEM', () => {
    expect(crc16('123456789')).toBe(0x31c3);
    expect(crc16('')).toBe(0);
  });

  it('is that of the bytes of any text, half characters included', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => crc16(text) === naive(text)));
    for (const text of ['é', '漢字', '🙂 smile', '\ud83d', 'a\udc00b', '\u07ff\u0800\uffff\u{10000}\u{10ffff}']) {
      expect(crc16(text)).toBe(naive(text));
    }
  });

  it('takes a part of a text', () => {
    expect(crc16('{user1000}.following', 1, 9)).toBe(crc16('user1000'));
  });
});
