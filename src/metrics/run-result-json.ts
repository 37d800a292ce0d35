import type { RunResult } from './run-result.js';

/** The text of results.json: keys sorted, arms by name, so that the same run gives the same bytes however its YAML was ordered. */
export function resultsJson(result: RunResult): string {
  return sortedJson(result);
}

/** The same of anything that has arms. */
export function sortedJson(result: { readonly arms: readonly { readonly name: string }[] }): string {
  const arms = result.arms.toSorted((left, right) => compare(left.name, right.name));
  return `${text({ ...result, arms }, '')}\n`;
}

/** Lists and maps of nothing but scalars take one line, so that a person can read a metric or a series at a glance. */
function text(value: unknown, indent: string): string {
  if (!isContainer(value)) return JSON.stringify(value);
  const members = Array.isArray(value)
    ? value.map((item: unknown) => [null, item] as const)
    : Object.entries(value)
        .filter(([, item]) => item !== undefined)
        .toSorted(([left], [right]) => compare(left, right));
  const flat = members.every(([, item]) => !isContainer(item));
  const inner = flat ? '' : `${indent}  `;
  const parts = members.map(([key, item]) => `${key === null ? '' : `${JSON.stringify(key)}: `}${text(item, inner)}`);
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  return flat ? `${open}${parts.join(', ')}${close}` : `${open}\n${inner}${parts.join(`,\n${inner}`)}\n${indent}${close}`;
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** By code unit: the same on every machine, whatever its locale. */
function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
