/**
 * The layers of src/ and what each may import: the one place where the dependency rule is written down. The lint rule
 * `sysdesign/layers` holds the code to it, test/boundaries holds the lint rule and ARCHITECTURE.md to it.
 *
 * A layer is a folder of src/; one inside another is a layer of its own. `holds` says what stands there, `imports` names
 * other layers, `packages` what it may take from npm, `node` whether it may use Node's own modules, and `instead`
 * completes the error message: what a person who wanted the forbidden import should do, and why.
 */
const FOUNDATION = ['core', 'random', 'statistics', 'theory', 'metrics', 'language', 'environment'];
const THINGS = ['policies', 'workloads', 'protocols', 'nodes', 'actions'];
const EVERYTHING_BUT_CLI = [
  ...FOUNDATION,
  ...THINGS,
  'catalogue',
  'expectations',
  'checkers',
  'scenario',
  'scenario/load',
  'engines',
  'engines/virtual',
  'engines/live',
  'engines/theory',
  'reporters',
  'executors',
];

const ENGINE = {
  imports: [...FOUNDATION, ...THINGS, 'catalogue', 'scenario', 'engines'],
  packages: [],
  instead:
    'an engine turns a resolved Model into Measurements; it reads no YAML, judges nothing and never knows another engine: let src/app bring them together',
};

export const LAYERS = {
  core: {
    holds: 'ids, time, status, errors, registries',
    imports: [],
    packages: [],
    instead: 'core stands alone: move what you need into core, or your code into the layer that has it',
  },
  random: {
    holds: 'seeded streams and distributions',
    imports: ['core'],
    packages: ['seedrandom'],
    instead: 'a distribution knows its arguments and its stream only: pass values in',
  },
  statistics: {
    holds: 'intervals and tests',
    imports: ['core'],
    packages: [],
    instead: 'statistics are functions over plain numbers: pass arrays in',
  },
  theory: {
    holds: 'formulas',
    imports: ['core'],
    packages: [],
    instead: 'theory holds formulas only: take rates and moments as arguments',
  },
  metrics: {
    holds: 'recorders, histograms, series; `RunResult` and its schema',
    imports: ['core', 'statistics'],
    packages: [],
    instead: 'metrics are written to by everybody and know nobody: let the caller pass names and numbers',
  },
  language: {
    holds: 'quantities, expressions, addresses, the vocabulary of schemas',
    imports: ['core', 'random'],
    packages: [],
    instead: 'the language is the vocabulary of schemas, not what is built with it: ask the Vocabulary for a family by name',
  },
  environment: {
    holds: 'the interfaces between nodes and engines; `Model`',
    imports: ['core', 'random', 'metrics'],
    packages: [],
    instead:
      'the environment holds interfaces that engines implement and nodes use: put an interface here and the code behind it elsewhere',
  },
  policies: {
    holds: '`<family>/<policy>.ts` and a registry per family',
    imports: ['core', 'random', 'language', 'theory'],
    packages: [],
    instead: 'a policy decides on what it is given: let the node pass candidates, lengths and time as arguments',
  },
  workloads: {
    holds: 'arrivals, keys, users, trace parsers: bytes in, requests out',
    imports: ['core', 'random', 'language', 'theory', 'metrics', 'environment', 'policies'],
    packages: [],
    instead: 'a workload reaches nodes and the network through the Environment handed to it',
  },
  protocols: {
    holds: 'sub-machines that nodes compose',
    imports: ['core', 'random', 'language', 'environment', 'metrics', 'policies'],
    packages: [],
    instead: 'a protocol is composed by nodes and must not know them: take an interface',
  },
  nodes: {
    holds: 'one file a kind; `service/steps/` one file a step; the registry',
    imports: ['core', 'random', 'language', 'environment', 'metrics', 'policies', 'protocols'],
    packages: [],
    instead: 'a node reaches the world through the Environment handed to it, and finds steps and policies through the Vocabulary',
  },
  actions: {
    holds: 'faults and changes, one file each; the registry',
    imports: ['core', 'random', 'language', 'environment'],
    packages: [],
    instead: 'a fault or a change acts through the World handed to it',
  },
  catalogue: {
    holds: 'the one place that imports every registry',
    imports: [...FOUNDATION, ...THINGS],
    packages: [],
    instead: 'the catalogue lists what a scenario can name and is used by those above it',
  },
  expectations: {
    holds: 'verdicts over results',
    imports: ['core', 'statistics', 'metrics', 'language'],
    packages: [],
    instead: 'an expectation judges results that it is given: pass RunResult data in',
  },
  checkers: {
    holds: 'invariants over histories',
    imports: ['core', 'metrics', 'language'],
    packages: [],
    instead: 'a checker judges a history that it is given: pass it in',
  },
  scenario: {
    holds: 'a scenario and its arms, resolved to Models',
    imports: ['core', 'random', 'language', 'metrics', 'environment', 'expectations', 'catalogue', 'scenario/load'],
    packages: ['yaml'],
    instead: 'a scenario becomes a Model and knows nobody who runs it; files are read in src/scenario/load only',
  },
  'scenario/load': {
    holds: 'YAML text and files to values with positions',
    imports: ['core', 'random', 'language', 'metrics', 'environment', 'expectations', 'catalogue', 'scenario', 'workloads'],
    packages: ['yaml'],
    node: true,
    instead: 'the loader reads files for the scenario; what runs them stands above it',
  },
  engines: {
    holds: 'what all engines share',
    imports: ['core', 'random', 'metrics', 'language', 'environment', 'nodes', 'actions'],
    packages: [],
    instead: 'here stands only what all engines share: their interface and what they are given',
  },
  'engines/virtual': { ...ENGINE, holds: 'the deterministic simulation' },
  'engines/live': {
    holds: 'the same nodes over real sockets and timers',
    ...ENGINE,
    packages: ['lru-cache', 'ioredis', 'postgres', 'undici'],
    node: true,
  },
  'engines/theory': { ...ENGINE, holds: 'closed forms where they exist' },
  reporters: {
    holds: 'one file a format; the registry',
    imports: ['core', 'metrics', 'statistics'],
    packages: ['chalk', 'cli-table3'],
    instead: 'a reporter turns a RunResult into text; what it lacks belongs into the RunResult',
  },
  executors: {
    holds: 'where runs take place: in this thread, in others',
    imports: [
      'core',
      'engines/virtual',
      'engines/live',
      'engines/theory',
      'scenario',
      'scenario/load',
      'catalogue',
      'metrics',
      'environment',
    ],
    packages: ['piscina', 'bullmq'],
    node: true,
    instead: 'an executor runs Models somewhere and hands Measurements back; judging and showing them is src/app',
  },
  app: {
    holds: 'use cases: run, validate, list, ...',
    imports: EVERYTHING_BUT_CLI,
    packages: ['lru-cache'],
    node: true,
    instead: 'use cases know nothing of terminals and arguments: return what the command line should show',
  },
  cli: {
    holds: 'commands; `host.ts` alone touches arguments, streams, signals and exit',
    imports: ['app', 'core'],
    packages: ['commander', 'chalk', 'log-update'],
    node: true,
    instead: 'a command parses its arguments and calls one use case: add to src/app what is missing there',
  },
};

/** The layer of a file by its path below src/, without extension; undefined where it stands in none. */
export function layerOf(path) {
  let found;
  for (const layer of Object.keys(LAYERS)) {
    const inside = path === layer || path.startsWith(`${layer}/`);
    if (inside && (found === undefined || layer.length > found.length)) found = layer;
  }
  return found;
}

export function mayImport(from, to) {
  return from === to || LAYERS[from].imports.includes(to);
}

/** Where code may wait, read a clock and touch the machine; everything else gives the same bytes everywhere. */
export const IMPURE_LAYERS = Object.keys(LAYERS).filter((layer) => LAYERS[layer].node === true);
