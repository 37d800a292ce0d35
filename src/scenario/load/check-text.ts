import type { Scalar } from 'yaml';

export interface Finding {
  readonly message: string;
  readonly hint?: string;
}

/** Why YAML read something else here than its author meant; undefined when all is well. */
export function checkText(node: Scalar, text: string, prose: boolean): Finding | undefined {
  if (typeof node.value === 'number') return checkNumber(node.value, text);
  if (typeof node.value === 'bigint') return tooManyDigits(text);
  if (prose || node.type !== 'PLAIN' || typeof node.value !== 'string') return undefined;
  return checkComment(node, text) ?? checkParentheses(text);
}

function checkNumber(value: number, text: string): Finding | undefined {
  if (!Number.isFinite(value))
    return { message: `${text} is not a number that can be computed with`, hint: 'write a finite number' };
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) return tooManyDigits(text);
  return undefined;
}

function tooManyDigits(text: string): Finding {
  return {
    message: `${text} has more digits than can be kept exactly`,
    hint: `the largest integer is ${Number.MAX_SAFE_INTEGER}`,
  };
}

function checkComment(node: Scalar, text: string): Finding | undefined {
  const number = node.comment === null || node.comment === undefined ? null : /^(\d+|\*)/.exec(node.comment);
  if (number !== null && /^[\w-]+$/.test(text)) {
    return {
      message: `the space before # makes a comment of the rest: this reads as ${text} alone`,
      hint: `write ${text}#${number[0]} without the space, or put a space after #`,
    };
  }
  const glued = /^([^\s#]*[^\s#(])#(?![\d*$])/.exec(text);
  if (glued === null) return undefined;
  return {
    message: `a # that follows a text without a space is part of the text, not a comment`,
    hint: `put a space before it: ${glued[1]} #${text.slice(glued[0].length)}`,
  };
}

function checkParentheses(text: string): Finding | undefined {
  let open = 0;
  for (const character of text) {
    if (character === '(') open++;
    if (character === ')') open--;
    if (open < 0) return { message: 'this closes a parenthesis that was never opened', hint: commaHint };
  }
  if (open === 0) return undefined;
  return { message: 'a parenthesis is not closed', hint: commaHint };
}

const commaHint =
  'inside { } and [ ] YAML cuts at every comma: separate the arguments of a distribution by spaces, as in zipf(0.9 100k)';
