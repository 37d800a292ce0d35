import { RESULT_SCHEMA_VERSION } from './run-result.js';

const text = { type: 'string' } as const;
const number = { type: 'number' } as const;
const count = { type: 'integer', minimum: 0 } as const;
const flag = { type: 'boolean' } as const;
const numberOrNull = { type: ['number', 'null'] } as const;
const unit = { enum: ['ms', 'bytes', 'per-second', 'bytes-per-second', 'ratio', 'count', 'number'] } as const;
const verdict = { enum: ['pass', 'fail', 'vacuous', 'unknown'] } as const;

function list(items: object): object {
  return { type: 'array', items };
}

function table(values: object): object {
  return { type: 'object', additionalProperties: values };
}

/** A map with exactly these keys; those that may be absent are named. */
function map(properties: Readonly<Record<string, object>>, absent: readonly string[] = []): object {
  const required = Object.keys(properties).filter((key) => !absent.includes(key));
  return { type: 'object', properties, required, additionalProperties: false };
}

const hop = map({
  from: text,
  to: text,
  operation: text,
  sentAt: number,
  arrivedAt: numberOrNull,
  answeredAt: numberOrNull,
  returnedAt: numberOrNull,
  status: count,
  waiting: number,
  service: number,
  network: number,
});

const shareOrNull = { type: ['number', 'null'], minimum: 0 } as const;
const delay = map({ p50: number, p99: number, max: number });

const machine = {
  ...map({
    cores: count,
    cpu: { ...number, description: "Of the time of all cores: this process's." },
    stolen: { ...shareOrNull, description: 'Of the time of all cores: what other virtual machines were given.' },
    load: { ...numberOrNull, description: 'How many threads wanted a core in the minute before the run.' },
    lag: { ...table(delay), description: 'By workload: how much later than due its requests left.' },
    threads: list(
      map({
        name: text,
        lag: { ...delay, description: 'How much later than asked its event loop came to its timers.' },
        pauses: map({ count, total: number, max: number }),
        cpu: { ...shareOrNull, description: 'Of the time of one core.' },
        waited: { ...shareOrNull, description: 'Of its time: how long it could have run and was given no core.' },
      }),
    ),
    valid: {
      ...flag,
      description: 'Whether requests left when they were due and threads had their cores; otherwise no expectation is judged.',
    },
    findings: list(text),
  }),
  description: 'Of a live run only: what the machine did meanwhile. It is another in each run, whatever the seed.',
};

const metrics = { $ref: '#/$defs/metrics' };

const theory = {
  ...map({
    forms: list(map({ subject: text, form: text, exact: flag })),
    broken: list(map({ subject: { type: ['string', 'null'] }, reason: text })),
  }),
  description: 'Upon what the figures of theory rest, and the broken assumptions for which it says nothing.',
};

const arm = map(
  {
    name: text,
    settings: { ...text, description: 'What the arm changes, on one line.' },
    subjects: list(map({ name: text, kind: text, instances: list(text), operations: list(text) })),
    measured: map({ from: number, to: number }),
    metrics,
    windows: { ...table(metrics), description: 'The metrics of each window, such as during(outage).' },
    actions: list(map({ name: text, family: { enum: ['fault', 'change'] }, kind: text, from: number, to: numberOrNull })),
    series: list(map({ name: text, unit, width: { ...number, description: 'Of a bucket, in ms.' }, values: list(numberOrNull) })),
    warnings: list(text),
    machine,
    theory,
    trace: map({ request: text, hops: list(hop) }),
  },
  ['machine', 'theory', 'trace'],
);

/** The JSON Schema (draft 2020-12) of results.json. */
export const RESULTS_SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Results of a scenario of sysdesign',
  description:
    'Durations are in ms, sizes in bytes, rates per second, shares 0..1; instants are in ms since the start of the run.',
  ...map(
    {
      schemaVersion: { const: RESULT_SCHEMA_VERSION },
      scenario: text,
      engine: { enum: ['virtual', 'live', 'theory'] },
      seed: { type: 'integer' },
      trials: { type: 'integer', minimum: 1 },
      confidence: { ...number, description: 'Of every low and high; absent where there was one trial.' },
      interrupted: flag,
      verdict,
      arms: list(arm),
      expectations: list(map({ text, verdict, observed: text })),
      invariants: list(map({ name: text, subject: text, holds: flag, detail: text })),
    },
    ['confidence'],
  ),
  $defs: {
    metrics: {
      ...table(map({ value: number, unit, low: number, high: number }, ['low', 'high'])),
      description: 'By path, such as shoppers.latency.p99.',
    },
  },
};
