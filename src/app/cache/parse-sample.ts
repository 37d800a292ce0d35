import { InputError } from '../../core/problem.js';
import { parseCount, parseShare } from '../../language/quantities.js';
import { KeySample } from '../../workloads/traces/key-sample.js';

/** `1%` of the keys, or `8k` of them; null for all. Throws InputError. */
export function parseSample(text: string | undefined): KeySample | null {
  if (text === undefined) return null;
  const isShare = text.endsWith('%');
  const parsed = isShare ? parseShare(text) : parseCount(text);
  const why = 'problem' in parsed ? parsed.problem : parsed.value === 0 ? 'nothing is in it' : undefined;
  if (why === undefined && 'value' in parsed) return isShare ? new KeySample(parsed.value) : new KeySample(1, parsed.value);
  throw new InputError([
    {
      message: `${JSON.stringify(text)} is no sample: ${why}`,
      text,
      hint: 'write a share of the keys such as 1%, or how many such as 8k',
    },
  ]);
}
