import { type Catalogue, catalogue as everything } from '../catalogue/catalogue.js';
import { Traces } from '../catalogue/workload-traffic.js';
import { InputError, type Problem } from '../core/problem.js';
import type { MapSource } from '../language/source.js';
import { checkExpectations } from './check-expectations.js';
import { withText } from './checks/written-text.js';
import { type ArmProblems, gatherProblems } from './gather-problems.js';
import { readFromDisk, type ReadFile } from './load/read-file.js';
import { ScenarioFiles } from './load/scenario-files.js';
import { type LoadedScenario, loadedScenario, type NamedArm } from './loaded-scenario.js';
import { type ArmOverlay, armOverlays, armSource, failureOverlays, splitOverlay } from './merge/arm-overlays.js';
import { mergeMaps } from './merge/merge-sources.js';
import { readSettings, reportIdle, type SettingOptions } from './merge/settings.js';
import { settingsText } from './merge/settings-text.js';
import { readArm, type ReadingContext } from './read-arm.js';

export type { LoadedArm, LoadedScenario } from './loaded-scenario.js';

export interface LoadOptions extends SettingOptions {
  readonly readFile?: ReadFile;
  readonly catalogue?: Catalogue;
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
  const settings = readSettings(options);
  const root = settings.reduce((source, { overlay }) => mergeMaps(source, overlay), read(files));
  const problems: Problem[] = [];
  const written = armOverlays(root, problems);
  reportIdle(settings, written, problems);
  const arms = readArms(root, written, context);
  const failures = failureOverlays(root, problems).map((overlay) => readFailure(root, overlay, context));
  const variants = [arms, ...failures.map((failure) => failure.arms)];
  const expectations = checkExpectations(variants, context.catalogue, problems);
  throwProblems(files.problems, problems, variants);
  return loadedScenario(root, arms, failures, expectations);
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

function throwProblems(first: readonly Problem[], others: readonly Problem[], variants: readonly (readonly NamedArm[])[]): void {
  const byArm = variants.flatMap((arms): ArmProblems[] =>
    arms.map(({ name, reader, source }) => ({ arm: name, problems: withText(reader.problems, source) })),
  );
  const problems = gatherProblems(first, [...byArm, { arm: null, problems: others }]);
  if (problems.length > 0) throw new InputError(problems);
}
