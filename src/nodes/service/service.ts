import { HEALTH_CHECK } from '../../environment/health-check.js';
import type { ProcessorModel } from '../../environment/model.js';
import type { Vocabulary } from '../../language/definition.js';
import type { Reader } from '../../language/reader.js';
import type { Source } from '../../language/source.js';
import { choice, count, parseName, text } from '../../language/schemas/scalars.js';
import { defaulted, object, optional, record, required, transform, word } from '../../language/schemas/structures.js';
import { callPolicy } from '../../protocols/outbound/call-policy.js';
import { createReplicaRoute, ROUND_ROBIN } from '../../protocols/routes/replica-route.js';
import { stationFields } from '../../protocols/station/station-fields.js';
import { CALLING_METRICS, STATION_METRICS } from '../../protocols/station/station-metrics.js';
import type { NodeDefinition } from '../definition.js';
import { coresOf, type ServiceConfig } from './service-config.js';
import { ServiceNode } from './service-node.js';
import { reportContradictions } from './service-contradictions.js';
import { serviceTheory } from './service-theory.js';
import { callsOfOperations } from './step-calls.js';

const operationName = transform(text(), (written, source, reader) => {
  const parsed = written === '*' ? { value: written } : parseName(written);
  return 'problem' in parsed ? reader.report(source, parsed.problem, parsed.hint) : parsed.value;
});

function schema(vocabulary: Vocabulary) {
  const fields = object({
    replicas: defaulted(count({ min: 1 }), '1', 'How many instances there are'),
    model: defaulted(
      choice('threads', 'event-loop'),
      'threads',
      'event-loop is short for unlimited workers on one core: workers: unlimited, cores: 1',
    ),
    ...stationFields(vocabulary),
    cores: optional(
      word('unlimited', Infinity, count({ min: 1 })),
      'How many requests compute at once, per replica; as many as workers without it',
    ),
    'worker-during-calls': defaulted(
      choice('held', 'released'),
      'held',
      'Whether a request keeps its worker while it waits for another node; branches of parallel always keep it',
    ),
    operations: required(record(vocabulary.steps(), { keys: operationName }), 'Steps by operation; "*" is any other'),
    calls: defaulted(record(callPolicy(vocabulary)), {}, 'How each target is called'),
  });
  return {
    ...fields,
    read(source: Source, reader: Reader) {
      const config = fields.read(source, reader);
      if (config !== undefined) reportContradictions(config, source, reader);
      return config;
    },
  };
}

export const service: NodeDefinition<ServiceConfig> = {
  name: 'service',
  summary: 'Runs steps for each operation: computes, waits, and calls other nodes.',
  reference: 'An application server: threads with a pool, or an event loop',
  engines: ['virtual', 'live', 'theory'],
  metrics: [...STATION_METRICS, ...CALLING_METRICS],
  schema,
  instances: (config) => ({ count: config.replicas, separator: '/' }),
  processor,
  operations: (config) => ('*' in config.operations ? null : Object.keys(config.operations).toSorted()),
  answersHealth: (config) => HEALTH_CHECK in config.operations,
  calls: (config) => callsOfOperations(config.operations),
  theory: serviceTheory,
  route: (_config, group, caller, environment, policy) => createReplicaRoute(group, caller, environment, policy ?? ROUND_ROBIN),
  create: (config, environment, placement) => new ServiceNode(config, environment, placement),
};

function processor(config: ServiceConfig): ProcessorModel {
  const sharing = config.discipline.name === 'processor-sharing';
  return { cores: coresOf(config), sharing, speed: 1 };
}
