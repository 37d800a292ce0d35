import type { MalformedScenario } from './malformed-scenario.js';
import { shop, SHOP } from './shop.js';

function bomb(): string {
  const names = 'abcdefghi'.split('');
  const lines = names.map((name, index) => {
    const item = index === 0 ? 'lol' : `*${names[index - 1]}`;
    return `${name}: &${name} [${Array.from({ length: 9 }, () => item).join(', ')}]`;
  });
  return `${lines.join('\n')}\n`;
}

export const hostileTexts: readonly MalformedScenario[] = [
  { name: 'an empty file', text: '¦', says: 'the file is empty' },
  { name: 'nothing but a comment', text: '# nothing\n', at: '1:1', says: 'the file is empty' },
  { name: 'a list', text: '¦- sysdesign: 1\n', says: 'this is a list' },
  { name: 'a single word', text: '¦hello\n', says: 'this is a single value' },
  { name: 'a NUL character', text: 'sysdesign: 1\ntitle: ¦\u0000\n', says: 'U+0000' },
  { name: 'bytes that are not UTF-8', text: new Uint8Array([97, 58, 32, 0xc3, 0x28, 10]), at: '1:1', says: 'not UTF-8' },
  { name: 'a picture', text: new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), at: '1:1', says: 'not UTF-8' },
  { name: 'a file of 10 MB', text: `${SHOP}# ${'x'.repeat(10_000_000)}`, at: '1:1', says: 'larger than 1 MiB' },
  { name: '20,000 brackets', text: `title: ${'['.repeat(63)}¦${'['.repeat(20_000)}`, says: 'nested deeper than 64 levels' },
  {
    name: '20,000 braces',
    text: `title: ${'{ a: '.repeat(63)}¦${'{ a: '.repeat(20_000)}`,
    at: '1:323',
    says: 'nested deeper than 64',
  },
  { name: '20,000 dashes', text: '- '.repeat(20_000), at: '1:129', says: 'nested deeper than 64 levels' },
  { name: '20,000 question marks', text: '? '.repeat(20_000), at: '1:129', says: 'nested deeper than 64 levels' },
  {
    name: 'indentation without end',
    text: Array.from({ length: 1000 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'),
    at: '65:65',
    says: 'nested deeper than 64 levels',
  },
  { name: 'an alias bomb', text: `¦${bomb()}`, says: 'unfold to more than 50000 values' },
  {
    name: 'a list of half a million values',
    text: `title: [${'1,'.repeat(500_000)}]`,
    at: '1:150006',
    says: 'more than 50000 values',
  },
  { name: '20,000 anchors', text: `title: ${'&a '.repeat(20_000)}x`, at: '1:11', says: 'at most one anchor' },
  { name: 'an alias of nothing', text: 'title: ¦*nobody\n', says: 'nothing before this is anchored as &nobody' },
  { name: 'an alias of itself', text: 'title: &a [¦*a]\n', says: 'nothing before this is anchored as &a' },
  { name: 'several documents', text: `${SHOP}¦---\n${SHOP}`, says: 'a second document begins here' },
  { name: 'a directive', text: `¦%YAML 1.1\n---\n${SHOP}`, says: 'no YAML directives' },
  { name: 'an unknown tag', text: shop('A shop', '¦!!python/object A shop'), says: 'unresolved tag' },
  {
    name: 'deeply nested parentheses',
    text: shop('lognormal(0.4ms 0.2ms)', `${'('.repeat(2000)}1ms${')'.repeat(2000)}`),
    at: '22:70',
    says: 'deep',
  },
  {
    name: 'a parameter that makes texts grow',
    text: shop('{ load: 2000/s }', `{ load: 2000/s, big: ${'x'.repeat(500)} }`)
      .replace('0.2ms)', '0.2ms)')
      .replace('- call: catalogue', `- call: ¦${'$big'.repeat(2000)}`),
    says: 'longer than 4000 characters',
  },
];
