import type { Finding } from './check-text.js';

/** Names that mean something to JavaScript's objects. */
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);

/** Why this cannot be a key of a scenario; undefined when it can. `value` is what YAML made of it. */
export function checkKey(value: unknown, text: string): Finding | undefined {
  if (value === null) return { message: 'a key is missing before the colon' };
  if (typeof value === 'boolean') {
    return { message: `the key ${text} is a truth value to YAML`, hint: `put it into quotes: "${text}"` };
  }
  if (FORBIDDEN.has(text)) return { message: `${text} cannot be a key`, hint: 'choose another name' };
  if (text.endsWith(')') && !text.includes('(')) {
    return {
      message: `the key ${text} ends in a parenthesis: inside { } YAML cuts at every comma`,
      hint: 'separate the arguments of a distribution by spaces: zipf(0.9 100k)',
    };
  }
  return undefined;
}
