import type { Catalogue } from '../../catalogue/catalogue.js';
import type { Reader } from '../../language/reader.js';
import type { JsonSchema, Schema } from '../../language/schema.js';
import { count, duration, name, text } from '../../language/schemas/scalars.js';
import { defaulted, list, object, optional, record, required, transform } from '../../language/schemas/structures.js';
import type { Source } from '../../language/source.js';
import type { Scenario, WrittenExpectation } from '../scenario.js';
import { actionSchema } from './action-schema.js';
import { liveSchema } from './live-schema.js';
import { linksSchema, networkSchema } from './network-schema.js';
import { nodeSchema } from './node-schema.js';
import { VARIABLES } from '../merge/substitute.js';
import { agreementSchema } from './agreement-schema.js';
import { workloadSchema } from './workload-schema.js';

/** Beyond this, nanoseconds are no longer exact. */
const LONGEST = 100 * 86_400 * 1_000_000_000;
const MOST_TRIALS = 10_000;

const version: Schema<1> = transform(text(), (written, source, reader) =>
  written === '1' ? 1 : reader.report(source, `this tool reads version 1 of the language, not ${written}`, 'write sysdesign: 1'),
);

const CLAIM = /^C-\d{2,3}$/;
const claim: Schema<string> = transform(text(), (written, source, reader) =>
  CLAIM.test(written) ? written : reader.report(source, 'expected the number of a claim', 'write C-19'),
);

const parameterName: Schema<string> = transform(name(), (written, source, reader) =>
  VARIABLES.includes(written)
    ? reader.report(source, `$${written} already means something in expressions`, 'choose another name')
    : written,
);

const written: Schema<WrittenExpectation> = {
  expected: 'an expectation, such as shop.latency.p99 < 100ms',
  json: () => ({ type: 'string' }),
  read(source: Source, reader: Reader): WrittenExpectation | undefined {
    if (source.kind === 'scalar' && source.text !== '') return { text: source.text, at: source.at };
    return reader.report(
      source,
      'expected an expectation, such as shop.latency.p99 < 100ms',
      'put it into quotes if it holds a colon',
    );
  },
};

const overlayJson: Schema<never> = {
  expected: 'changes to the scenario',
  json: () => ({ type: ['object', 'null'] }),
  read: () => undefined,
};

/** The keys of a scenario that are the same whatever the catalogue holds; `base`, `arms` and `fails-with` are taken out before reading. */
function fieldsOf(catalogue: Catalogue) {
  return {
    sysdesign: required(version, 'The version of the language: 1'),
    title: required(text(), 'What the experiment asks, in one line'),
    about: optional(text(), 'Why it is asked and what to look at'),
    shows: defaulted(list(claim), [], 'The claims that it demonstrates'),
    seed: defaulted(count(), '1', 'Where all chance comes from: the same seed gives the same result'),
    duration: optional(duration({ minExclusive: 0, max: LONGEST }), 'How long requests arrive; a replay gives its own'),
    warmup: defaulted(duration({ max: LONGEST }), '0s', 'What happens before this instant is not measured'),
    drain: defaulted(duration({ max: LONGEST }), '30s', 'How long those in flight at the end may still finish'),
    trials: defaulted(count({ min: 1, max: MOST_TRIALS }), '1', 'How often to repeat with other seeds, for confidence intervals'),
    parameters: optional(record(text(), { keys: parameterName }), 'Values used as $name'),
    workloads: required(record(workloadSchema(catalogue), { keys: name() }), 'Who asks, by name'),
    nodes: required(record(nodeSchema(catalogue), { keys: name() }), 'What answers, by name'),
    network: defaulted(networkSchema, 'none', 'What a hop between hosts costs'),
    links: defaulted(linksSchema, {}, 'What is different between some hosts; the most specific wins'),
    faults: defaulted(record(actionSchema('fault', catalogue), { keys: name() }), {}, 'What breaks, and when'),
    changes: defaulted(record(actionSchema('change', catalogue), { keys: name() }), {}, 'What is done to the system, and when'),
    expect: defaulted(list(written), [], 'What must come out'),
    live: optional(liveSchema, 'How to run it on this machine: the engine live'),
    agreement: defaulted(agreementSchema, {}, 'By metric, how closely the engines must agree; `verify` judges it'),
  };
}

/** One arm: a scenario without `base`, `arms` and `fails-with`. */
export function scenarioSchema(catalogue: Catalogue): Schema<Scenario> {
  return transform(object(fieldsOf(catalogue)), (values, source, reader) => {
    if (Object.keys(values.workloads).length === 0)
      reader.report(source.at, 'there is no workload', 'say under `workloads` who asks');
    return values;
  });
}

/** All keys of a file, also those that are taken out before an arm is read. */
export function fileKeys(catalogue: Catalogue): Schema<unknown> {
  return object({
    ...fieldsOf(catalogue),
    arms: optional(record(overlayJson), 'Variants run under the same random numbers and shown side by side'),
    'fails-with': optional(list(overlayJson), 'Changes of which each must break an expectation'),
    base: optional(text(), 'Another scenario, relative to this file, over which this one is merged'),
  });
}

/** A whole file, as an editor should check it. One with a `base` may leave out whatever that has. */
export function fileJson(catalogue: Catalogue): JsonSchema {
  const json = fileKeys(catalogue).json() as { properties: Record<string, JsonSchema> };
  const names = Object.fromEntries(Object.keys(json.properties).map((key) => [key, true]));
  return {
    type: 'object',
    if: { required: ['base'] },
    // oxlint-disable-next-line unicorn/no-thenable -- a key of JSON Schema.
    then: { properties: names, additionalProperties: false },
    else: json,
  };
}
