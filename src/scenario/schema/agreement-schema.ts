import { parseDuration, parseNumber, parseShare } from '../../language/quantities.js';
import type { Reader } from '../../language/reader.js';
import type { JsonSchema, Schema } from '../../language/schema.js';
import type { MapSource, ScalarSource, Source } from '../../language/source.js';
import type { AgreementBound } from '../scenario.js';

const EXPECTED = 'how far engines may lie apart, such as 15%, 2 points, 0.5ms, or 15% or 0.5ms';
const POINTS = /^(\S+)\s+points?$/;

/** `latency.mean: 15%`, `products.hit-ratio: 2 points`, `latency.p50: 15% or 0.5ms`: the widest of several is enough. */
export const agreementSchema: Schema<readonly AgreementBound[]> = {
  expected: 'a map from metrics to how far engines may lie apart',
  json: (): JsonSchema => ({
    type: 'object',
    additionalProperties: { type: 'string', description: EXPECTED, examples: ['15%', '2 points', '15% or 0.5ms'] },
  }),
  read(source: Source, reader: Reader) {
    if (source.kind !== 'map') return reader.report(source, 'expected a map from metrics to bounds, such as { latency.mean: 15% }');
    return boundsIn(source, '', reader);
  },
};

/** A dotted key may have been written out: `latency: { mean: 15% }` is the same. */
function boundsIn(source: MapSource, prefix: string, reader: Reader): AgreementBound[] {
  return [...source.entries.values()].flatMap(({ key, keyAt, value }) => {
    if (value.kind === 'map') return boundsIn(value, `${prefix}${key}.`, reader);
    if (value.kind !== 'scalar') return reader.report(value, `expected ${EXPECTED}`) ?? [];
    const bound = boundOf(value, reader);
    return bound === undefined ? [] : [{ metric: `${prefix}${key}`, at: keyAt, ...bound }];
  });
}

function boundOf(source: ScalarSource, reader: Reader): Omit<AgreementBound, 'metric' | 'at'> | undefined {
  const bound = { text: source.text, share: 0, points: 0, duration: 0 };
  for (const written of source.text.split(/\s+or\s+/)) {
    const part = written.trim();
    const points = POINTS.exec(part)?.[1];
    const parsed = points === undefined ? null : parseNumber(points);
    if (parsed !== null && 'value' in parsed) {
      bound.points = parsed.value / 100;
      continue;
    }
    const share = parseShare(part);
    const duration = parseDuration(part);
    if ('value' in share && part.endsWith('%')) bound.share = share.value;
    else if ('value' in duration && !/^[\d.]+$/.test(part)) bound.duration = duration.value;
    else return reader.report(source, `expected ${EXPECTED}`, /^[\d.]+$/.test(part) ? `did you mean ${part}%?` : undefined);
  }
  return bound;
}
