/**
 * The layers of src/ and what each may import: the one place where the dependency rule is written down. The lint rule
 * `sysdesign/layers` holds the code to it, test/boundaries holds the lint rule and ARCHITECTURE.md to it.
 *
 * A layer is a folder of src/ (or a file of it that is stricter or freer than its folder); `imports` names other layers,
 * `packages` what it may take from npm, `node` whether it may use Node's own modules, and `instead` completes the error
 * message: what a person who wanted the forbidden import should do, and why.
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
    imports: [],
    packages: [],
    instead: 'core stands alone: move what you need into core, or your code into the layer that has it',
  },
  random: {
    imports: ['core'],
    packages: ['seedrandom'],
    instead: 'a distribution knows its arguments and its stream only: pass values in',
  },
  statistics: { imports: ['core'], packages: [], instead: 'statistics are functions over plain numbers: pass arrays in' },
  theory: { imports: ['core'], packages: [], instead: 'theory holds formulas only: take rates and moments as arguments' },
  metrics: {
    imports: ['core', 'statistics'],
    packages: [],
    instead: 'metrics are written to by everybody and know nobody: let the caller pass names and numbers',
  },
  language: {
    imports: ['core', 'random'],
    packages: [],
    instead: 'the language is the vocabulary of schemas, not what is built with it: ask the Vocabulary for a family by name',
  },
  environment: {
    imports: ['core', 'random', 'metrics'],
    packages: [],
    instead:
      'the environment holds interfaces that engines implement and nodes use: put an interface here and the code behind it elsewhere',
  },
  policies: {
    imports: ['core', 'random', 'language', 'theory'],
    packages: [],
    instead: 'a policy decides on what it is given: let the node pass candidates, lengths and time as arguments',
  },
  workloads: {
    imports: ['core', 'random', 'language', 'theory', 'metrics', 'environment', 'policies'],
    packages: [],
    instead: 'a workload reaches nodes and the network through the Environment handed to it',
  },
  protocols: {
    imports: ['core', 'random', 'language', 'environment', 'metrics', 'policies'],
    packages: [],
    instead: 'a protocol is composed by nodes and must not know them: take an interface',
  },
  nodes: {
    imports: ['core', 'random', 'language', 'environment', 'metrics', 'policies', 'protocols'],
    packages: [],
    instead: 'a node reaches the world through the Environment handed to it, and finds steps and policies through the Vocabulary',
  },
  actions: {
    imports: ['core', 'random', 'language', 'environment'],
    packages: [],
    instead: 'a fault or a change acts through the World handed to it',
  },
  catalogue: {
    imports: [...FOUNDATION, ...THINGS],
    packages: [],
    instead: 'the catalogue lists what a scenario can name and is used by those above it',
  },
  expectations: {
    imports: ['core', 'metrics', 'language'],
    packages: [],
    instead: 'an expectation judges results that it is given: pass RunResult data in',
  },
  checkers: {
    imports: ['core', 'metrics', 'language'],
    packages: [],
    instead: 'a checker judges a history that it is given: pass it in',
  },
  scenario: {
    imports: ['core', 'random', 'language', 'metrics', 'environment', 'expectations', 'catalogue', 'scenario/load'],
    packages: ['yaml'],
    instead: 'a scenario becomes a Model and knows nobody who runs it; files are read in src/scenario/load only',
  },
  'scenario/load': {
    imports: ['core', 'random', 'language', 'metrics', 'environment', 'expectations', 'catalogue', 'scenario', 'workloads'],
    packages: ['yaml'],
    node: true,
    instead: 'the loader reads files for the scenario; what runs them stands above it',
  },
  engines: {
    imports: ['core', 'random', 'metrics', 'language', 'environment', 'nodes', 'actions'],
    packages: [],
    instead: 'here stands only what all engines share: their interface and what they are given',
  },
  'engines/virtual': ENGINE,
  'engines/live': { ...ENGINE, packages: ['lru-cache', 'ioredis', 'postgres', 'undici'], node: true },
  'engines/theory': ENGINE,
  reporters: {
    imports: ['core', 'metrics', 'statistics'],
    packages: ['chalk', 'cli-table3'],
    instead: 'a reporter turns a RunResult into text; what it lacks belongs into the RunResult',
  },
  executors: {
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
    imports: EVERYTHING_BUT_CLI,
    packages: [],
    node: true,
    instead: 'use cases know nothing of terminals and arguments: return what the command line should show',
  },
  cli: {
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
