import type { Catalogue } from '../../catalogue/catalogue.js';
import { withProperties } from '../../catalogue/with-properties.js';
import type { Reader } from '../../language/reader.js';
import type { Schema } from '../../language/schema.js';
import { lazy, object, optional } from '../../language/schemas/structures.js';
import type { Source } from '../../language/source.js';
import type { WorkloadSettings } from '../scenario.js';
import { zones } from './node-schema.js';
import { splitMap } from './split-map.js';

/** The keys that all of them have. */
export const workloadKeys = object({ zone: optional(zones, 'Where its clients stand') });
const COMMON = Object.keys(workloadKeys.fields);

/** A workload: where its clients stand, beside the keys of its own. */
export function workloadSchema(catalogue: Catalogue): Schema<WorkloadSettings> {
  const schema: Schema<WorkloadSettings> = {
    expected: 'a workload, such as { target: api, arrivals: poisson(100/s) }',
    json: () => withProperties(catalogue.kind('workload').schema(catalogue).json(), fieldJson()),
    read: (source, reader) => readWorkload(source, reader, catalogue),
  };
  return lazy(() => schema, 'workload', schema.expected);
}

function fieldJson(): Record<string, { [key: string]: unknown }> {
  return (workloadKeys.json() as { properties: Record<string, { [key: string]: unknown }> }).properties;
}

function readWorkload(source: Source, reader: Reader, catalogue: Catalogue): WorkloadSettings | undefined {
  if (source.kind !== 'map')
    return reader.report(source, 'expected a workload, such as { target: api, arrivals: poisson(100/s) }');
  const schema = catalogue.kind('workload').schema(catalogue);
  const before = reader.problems.length;
  const split = splitMap(source, COMMON, schema, reader);
  const shared = workloadKeys.read(split.common, reader);
  const config = schema.read(split.own, reader);
  if (reader.problems.length > before) return undefined;
  return { at: source.at, source, kind: 'workload', config, zones: shared?.zone ?? [] };
}
