import type { Nanoseconds } from '../core/time.js';
import type { Model } from '../environment/model.js';
import type { Expression } from '../language/expression/expression.js';
import type { MapSource } from '../language/source.js';
import type { CheckedExpectation } from './check-expectations.js';
import type { ReadArm } from './read-arm.js';
import { seriesOf } from './resolve/series-width.js';
import { resolveWindows } from './resolve/resolve-windows.js';
import type { AgreementBound, LiveSection, Scenario } from './scenario.js';

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
  readonly live: LiveSection | undefined;
  readonly agreement: readonly AgreementBound[];
}

export interface LoadedArm {
  readonly name: string;
  /** What it changes, on one line; empty where it changes nothing. */
  readonly settings: string;
  readonly scenario: Scenario;
  /** With the scenario's seed and times unless others are given. */
  model(seed?: number, times?: Times): Model;
}

/** When a run measures, and how long requests arrive. */
export interface Times {
  readonly warmup: Nanoseconds;
  readonly duration: Nanoseconds;
}

export interface LoadedFailure {
  readonly settings: string;
  readonly arms: readonly LoadedArm[];
}

/** An arm with its name and what it changes, read. */
export interface NamedArm extends ReadArm {
  readonly name: string;
  readonly settings: string;
}

/** Puts together what was read without a problem. */
export function loadedScenario(
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
  const resolved = timed(model!, expectations, model!);
  return {
    name,
    settings,
    scenario: scenario!,
    model: (seed = resolved.seed, times?: Times) => ({
      ...(times === undefined ? resolved : timed(resolved, expectations, times)),
      seed,
    }),
  };
}

/** What depends on how long a run is. */
function timed(model: Model, expectations: readonly Expression[], { warmup, duration }: Times): Model {
  const windows = resolveWindows(model.actions, expectations, warmup, duration);
  return { ...model, warmup, duration, windows, series: seriesOf(duration) };
}

function parametersOf(root: MapSource): Record<string, string> {
  const parameters = root.entries.get('parameters')?.value;
  if (parameters?.kind !== 'map') return {};
  const texts = [...parameters.entries.values()].map(
    ({ key, value }) => [key, value.kind === 'scalar' ? value.text : ''] as const,
  );
  return Object.fromEntries(texts);
}
