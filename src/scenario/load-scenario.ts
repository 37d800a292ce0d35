import { type Catalogue, catalogue as everything } from '../catalogue/catalogue.js';
import { InputError, type Problem } from '../core/problem.js';
import type { Model } from '../environment/model.js';
import type { Expression } from '../language/expression/expression.js';
import type { MapSource, Source } from '../language/source.js';
import { type CheckedExpectation, checkExpectations } from './check-expectations.js';
import { withText } from './checks/written-text.js';
import { gatherProblems, type ArmProblems } from './gather-problems.js';
import { readFromDisk, type ReadFile } from './load/read-file.js';
import { ScenarioFiles } from './load/scenario-files.js';
import { type ArmOverlay, armOverlays, armSource, failureOverlays, splitOverlay } from './merge/arm-overlays.js';
import { mergeMaps } from './merge/merge-sources.js';
import { type Setting, readSetting } from './merge/setting.js';
import { settingsText } from './merge/settings-text.js';
import { type ReadArm, readArm, type ReadingContext } from './read-arm.js';
import { resolveWindows } from './resolve/resolve-windows.js';
import { Traces } from '../catalogue/workload-traffic.js';
import type { Scenario } from './scenario.js';

export interface LoadOptions {
  /** `path=value`, in the order of the command line. */
  readonly set?: readonly string[];
  readonly seed?: string | number | undefined;
  readonly trials?: string | number | undefined;
  readonly readFile?: ReadFile;
  readonly catalogue?: Catalogue;
}

/** A scenario that has passed every check. */
export interface LoadedScenario {
  readonly title: string;
  readonly about: string | undefined;
  readonly shows: readonly string[];
  readonly seed: number;
  readonly trials: number;
  /** The whole of it after bases and settings were merged in, before its arms and parameters. */
  readonly source: MapSource;
  /** As written, by name. */
  readonly parameters: Readonly<Record<string, string>>;
  /** In the order in which they were written. */
  readonly arms: readonly LoadedArm[];
  readonly expectations: readonly CheckedExpectation[];
  /** Variants of which each must break an expectation. */
  readonly failsWith: readonly LoadedFailure[];
  readonly live: unknown;
  readonly agreement: unknown;
}

export interface LoadedArm {
  readonly name: string;
  /** What it changes, on one line; empty where it changes nothing. */
  readonly settings: string;
  readonly scenario: Scenario;
  /** With the scenario's seed unless another is given. */
  model(seed?: number): Model;
}

export interface LoadedFailure {
  readonly settings: string;
  readonly arms: readonly LoadedArm[];
}

/** Reads a scenario from a file (`-` is standard input) and checks it. Throws InputError with every problem found. */
export function loadScenario(path: string, options: LoadOptions = {}): LoadedScenario {
  return load((files) => files.load(path), options);
}

/** As `loadScenario`, from a text that stands in no file; paths in it are relative to the working directory. */
export function loadScenarioText(text: string, options: LoadOptions = {}): LoadedScenario {
  return load((files) => files.loadText(text, 'scenario.yaml'), options);
}

function load(read: (files: ScenarioFiles) => MapSource, options: LoadOptions): LoadedScenario {
  const files = new ScenarioFiles(options.readFile ?? readFromDisk);
  const traces = new Traces((path, from) => files.readData(path, from));
  const context = { catalogue: options.catalogue ?? everything, files, traces };
  const settings = settingsOf(options);
  const root = settings.reduce((source, { overlay }) => mergeMaps(source, overlay), read(files));
  const problems: Problem[] = [];
  const written = armOverlays(root, problems);
  reportIdle(settings, written, problems);
  const arms = readArms(root, written, context);
  const failures = failureOverlays(root, problems).map((overlay) => readFailure(root, overlay, context));
  const variants = [arms, ...failures.map((failure) => failure.arms)];
  const expectations = checkExpectations(variants, context.catalogue, problems);
  throwProblems(files.problems, problems, variants);
  return loaded(root, arms, failures, expectations);
}

function settingsOf({ set = [], seed, trials }: LoadOptions): readonly Setting[] {
  const given = { seed, trials };
  const short = Object.entries(given).flatMap(([key, value]) => (value === undefined ? [] : [`${key}=${value}`]));
  const problems: Problem[] = [];
  const settings: Setting[] = [];
  for (const text of [...set, ...short]) {
    try {
      settings.push(readSetting(text));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(...error.problems);
    }
  }
  if (problems.length > 0) throw new InputError(problems);
  return settings;
}

/** A setting that every arm overrides would change nothing, without a word. */
function reportIdle(settings: readonly Setting[], arms: readonly ArmOverlay[], problems: Problem[]): void {
  for (const { path, at } of settings) {
    if (!arms.every(({ overlay }) => reaches(overlay, path))) continue;
    const message = 'this setting has no effect: every arm gives this key a value of its own';
    problems.push({
      message,
      at,
      text: path.join('.'),
      hint: `set it in an arm: --set arms.${arms[0]!.name}.${path.join('.')}=...`,
    });
  }
}

function reaches(source: Source, path: readonly string[]): boolean {
  const [key, ...rest] = path;
  if (key === undefined) return true;
  if (source.kind !== 'map') return true;
  const entry = source.entries.get(key);
  return entry !== undefined && reaches(entry.value, rest);
}

function readArms(root: MapSource, overlays: readonly ArmOverlay[], context: ReadingContext): NamedArm[] {
  return overlays.map(({ name, overlay }) => ({
    name,
    settings: settingsText(overlay),
    ...readArm(name, armSource(root, overlay), context),
  }));
}

/** A change that must break something comes after the arms, so that none of them hides it. */
function readFailure(root: MapSource, overlay: MapSource, context: ReadingContext): { settings: string; arms: NamedArm[] } {
  const { arms, rest } = splitOverlay(overlay);
  const changed = mergeMaps(root, arms);
  const overlays = armOverlays(changed, []).map((arm) => ({ name: arm.name, overlay: mergeMaps(arm.overlay, rest) }));
  return { settings: settingsText(overlay), arms: readArms(changed, overlays, context) };
}

export interface NamedArm extends ReadArm {
  readonly name: string;
  readonly settings: string;
}

function throwProblems(first: readonly Problem[], others: readonly Problem[], variants: readonly (readonly NamedArm[])[]): void {
  const byArm = variants.flatMap((arms): ArmProblems[] =>
    arms.map(({ name, reader, source }) => ({ arm: name, problems: withText(reader.problems, source) })),
  );
  const problems = gatherProblems(first, [...byArm, { arm: null, problems: others }]);
  if (problems.length > 0) throw new InputError(problems);
}

function loaded(
  root: MapSource,
  arms: readonly NamedArm[],
  failures: readonly { settings: string; arms: readonly NamedArm[] }[],
  expectations: readonly CheckedExpectation[],
): LoadedScenario {
  const expressions = expectations.map(({ expression }) => expression);
  const finished = arms.map((arm) => loadedArm(arm, expressions));
  const { title, about, shows, seed, trials, live, agreement } = finished[0]!.scenario;
  const failsWith = failures.map((failure) => ({ ...failure, arms: failure.arms.map((arm) => loadedArm(arm, expressions)) }));
  return {
    title,
    about,
    shows,
    seed,
    trials,
    source: root,
    parameters: parametersOf(root),
    arms: finished,
    expectations,
    failsWith,
    live,
    agreement,
  };
}

function loadedArm({ name, settings, scenario, model }: NamedArm, expectations: readonly Expression[]): LoadedArm {
  const { actions, warmup, duration } = model!;
  const resolved = { ...model!, windows: resolveWindows(actions, expectations, warmup, duration) };
  return { name, settings, scenario: scenario!, model: (seed = resolved.seed) => ({ ...resolved, seed }) };
}

function parametersOf(root: MapSource): Record<string, string> {
  const parameters = root.entries.get('parameters')?.value;
  if (parameters?.kind !== 'map') return {};
  const texts = [...parameters.entries.values()].map(
    ({ key, value }) => [key, value.kind === 'scalar' ? value.text : ''] as const,
  );
  return Object.fromEntries(texts);
}
