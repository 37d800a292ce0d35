import { InputError, type Problem } from '../../core/problem.js';
import { parseCount, parseShare, parseSize } from '../../language/quantities.js';

/** A capacity as it was asked for: so many, or a share of all that the trace asks for. */
export interface AskedCapacity {
  readonly text: string;
  readonly amount: number;
  readonly unit: 'entries' | 'bytes' | 'share';
}

/** Capacities between commas: `100,1k,10%`, or `64MiB,10%`. Throws InputError with all problems. */
export function parseCapacities(text: string, inBytes: boolean): AskedCapacity[] {
  const problems: Problem[] = [];
  const found = text.split(',').flatMap((item) => parseOne(item.trim(), problems));
  const measured = inBytes || found.some(({ unit }) => unit === 'bytes');
  for (const { text: written, unit } of found) {
    if (measured && unit === 'entries') {
      problems.push({
        message: `the capacity ${written} counts entries, where others are measured in bytes`,
        text: written,
        hint: `write ${written}B, or a share such as 10%`,
      });
    }
  }
  if (problems.length > 0) throw new InputError(problems);
  return found;
}

function parseOne(text: string, problems: Problem[]): AskedCapacity[] {
  const unit = text.endsWith('%') ? 'share' : text.endsWith('B') ? 'bytes' : 'entries';
  const parsed = { share: parseShare, bytes: parseSize, entries: parseCount }[unit](text);
  if ('problem' in parsed) {
    const hint =
      parsed.hint ?? 'write a number of entries such as 10k, a size such as 64MiB, or a share of all objects such as 10%';
    problems.push({ message: `${JSON.stringify(text)} is no capacity: ${parsed.problem}`, text, hint });
    return [];
  }
  if (parsed.value === 0) {
    problems.push({ message: `a cache with a capacity of ${text} holds nothing`, text });
    return [];
  }
  return [{ text, amount: parsed.value, unit }];
}
