import type { Nanoseconds } from '../../core/time.js';
import type { Reader } from '../../language/reader.js';
import type { Source } from '../../language/source.js';
import { positionOf } from '../../language/position-of.js';
import { count, duration, name, number, share } from '../../language/schemas/scalars.js';
import { defaulted, object, optional, required, transform } from '../../language/schemas/structures.js';
import type { DiscoveryFields } from './discovery.js';
import type { HealthCheckTimes } from './health-checks.js';

/** As HAProxy's inter, timeout check, fall and rise. */
const healthCheck = transform(
  object({
    interval: defaulted(duration({ minExclusive: 0 }), '2s', 'How long from one check of a target to its next'),
    timeout: defaulted(duration({ minExclusive: 0 }), '1s', 'How long to wait for an answer; at most the interval'),
    fall: defaulted(count({ min: 1 }), '3', 'How many failed checks in a row take a target out'),
    rise: defaulted(count({ min: 1 }), '2', 'How many answered checks in a row bring it back'),
  }),
  (times, source, reader) =>
    times.timeout <= times.interval
      ? times
      : reader.report(
          positionOf(source, 'timeout'),
          'it is longer than the interval',
          'make the timeout shorter, or the interval longer',
        ),
);

/** As Envoy's outlier detection by consecutive 5xx, with its defaults. */
const outlierEjection = object({
  consecutive: defaulted(
    count({ min: 1 }),
    '5',
    'How many failures in a row take a target out: 5xx, timeouts and connections refused',
  ),
  for: defaulted(duration({ minExclusive: 0 }), '30s', 'For how long, times how often it has been ejected'),
  longest: defaulted(duration({ minExclusive: 0 }), '300s', 'The longest ejection'),
  'at-most': defaulted(share(), '10%', 'How many of the targets may be ejected at once; one always may'),
  'forgets-after': defaulted(
    duration({ minExclusive: 0 }),
    '10s',
    'After each such time without an ejection one earlier ejection is forgotten',
  ),
});

const ownZone = object({
  overprovisioning: defaulted(
    number({ minExclusive: 0 }),
    '1.4',
    'The own zone takes this many times its share that is up, of all requests; other zones get the rest',
  ),
});

const discovery = transform(
  object({
    registry: required(name(), 'A service-registry that keeps track of the targets'),
    refresh: defaulted(duration({ minExclusive: 0 }), '30s', 'How often it is asked; in between the last list is believed'),
    timeout: defaulted(duration({ minExclusive: 0 }), '1s', 'How long to wait for a list; at most the refresh'),
  }),
  (fields, source, reader) =>
    fields.timeout <= fields.refresh
      ? fields
      : reader.report(
          positionOf(source, 'timeout'),
          'it is longer than the refresh',
          'make the timeout shorter, or the refresh longer',
        ),
);

export interface OutlierEjectionFields {
  readonly consecutive: number;
  readonly for: Nanoseconds;
  readonly longest: Nanoseconds;
  readonly 'at-most': number;
  readonly 'forgets-after': Nanoseconds;
}

export interface HealthFields {
  readonly 'health-check': HealthCheckTimes | undefined;
  readonly 'outlier-ejection': OutlierEjectionFields | undefined;
  readonly discovery: DiscoveryFields | undefined;
  readonly 'panic-below': number;
  readonly 'slow-start': Nanoseconds;
  readonly subset: number | undefined;
  readonly 'own-zone': { readonly overprovisioning: number } | undefined;
}

/** By what a caller of replicas decides who of them may be picked at all. */
export function healthFields() {
  return {
    'health-check': optional(healthCheck, 'Asks each target at intervals whether it is there; nobody asks without it'),
    'outlier-ejection': optional(outlierEjection, 'Leaves out targets whose answers are failures; nobody is left out without it'),
    discovery: optional(discovery, 'Asks a registry which targets are there; all that there are without it'),
    'panic-below': defaulted(
      share(),
      '0%',
      'Where fewer of the targets than this are healthy, requests go to all of them, dead or alive',
    ),
    'slow-start': defaulted(
      duration(),
      '0ms',
      'How long a target that comes back gets less than its share: a part that grows evenly up to all of it',
    ),
    subset: optional(
      count({ min: 1 }),
      'To how many of the targets each replica of this node is connected; replicas share the targets out evenly. To all without it',
    ),
    'own-zone': optional(ownZone, 'Prefers targets in its own zone; all zones are the same without it'),
  };
}

const TAKES_OUT = ['health-check', 'outlier-ejection', 'discovery'] as const;

/** Keys that say how targets come back, where nothing ever takes one out. */
export function reportIdleHealthKeys<Fields extends HealthFields>(
  fields: Fields,
  source: Source,
  reader: Reader,
): Fields | undefined {
  if (TAKES_OUT.some((key) => fields[key] !== undefined)) return fields;
  const idle = (['slow-start', 'panic-below'] as const).find((key) => fields[key] > 0);
  if (idle === undefined) return fields;
  return reader.report(
    positionOf(source, idle),
    `${idle} has no effect where no target is ever taken out`,
    'add health-check: {} or outlier-ejection: {}',
  );
}
