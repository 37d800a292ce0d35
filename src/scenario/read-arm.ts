import type { Catalogue } from '../catalogue/catalogue.js';
import type { Traces } from '../catalogue/workload-traffic.js';
import type { Model } from '../environment/model.js';
import { Reader } from '../language/reader.js';
import type { MapSource } from '../language/source.js';
import { checkAgreement } from './checks/check-agreement.js';
import { checkCalls } from './checks/check-calls.js';
import { checkInstances, checkSubjects } from './checks/check-extent.js';
import { checkInside } from './checks/check-inside.js';
import { checkLive } from './checks/check-live.js';
import { checkNames, Names } from './checks/check-names.js';
import { checkTimes } from './checks/check-times.js';
import type { ScenarioFiles } from './load/scenario-files.js';
import { substituteParameters } from './merge/substitute.js';
import { bindWorkloads } from './resolve/bind-workloads.js';
import { resolveModel } from './resolve/resolve-model.js';
import type { Scenario } from './scenario.js';
import { scenarioSchema } from './schema/scenario-schema.js';

/** What every arm is read with. */
export interface ReadingContext {
  readonly catalogue: Catalogue;
  readonly files: ScenarioFiles;
  readonly traces: Traces;
}

/** One arm, read and resolved; undefined parts could not be made. */
export interface ReadArm {
  readonly source: MapSource;
  readonly scenario: Scenario | undefined;
  readonly model: Model | undefined;
  readonly reader: Reader;
}

/** Reads one arm as a whole scenario, and checks all that can be checked before it runs. */
export function readArm(name: string, written: MapSource, context: ReadingContext): ReadArm {
  const { catalogue, files } = context;
  const reader = new Reader((path, from) => files.readData(path, from));
  const source = substituteParameters(written, reader.problems);
  if (!checkSubjects(source, reader)) return { source, scenario: undefined, model: undefined, reader };
  const scenario = scenarioSchema(catalogue).read(source, reader);
  const names = new Names(source);
  checkNames(source, names, reader);
  const model = scenario === undefined ? undefined : check(name, scenario, source, names, context, reader);
  return { source, scenario, model: reader.problems.length > 0 ? undefined : model, reader };
}

function check(
  name: string,
  scenario: Scenario,
  source: MapSource,
  names: Names,
  { catalogue, traces }: ReadingContext,
  reader: Reader,
): Model | undefined {
  const canBeLaidOut = checkInside(scenario, names, catalogue, reader) && checkInstances(scenario, catalogue, reader);
  const { workloads, keys, duration } = bindWorkloads(scenario, traces, reader);
  const bound = { ...scenario, workloads };
  checkCalls(bound, names, catalogue, reader);
  if (duration === undefined) {
    if (reader.problems.length === 0)
      reader.report(source.at, 'the key duration is missing', 'add duration: 60s; only a replay ends by itself');
    return undefined;
  }
  checkTimes(bound, duration, source, reader);
  checkLive(bound, duration, source, catalogue, reader);
  const model = canBeLaidOut ? resolveModel(bound, name, keys, duration, catalogue, reader) : undefined;
  if (model !== undefined) checkAgreement(scenario, model, catalogue, reader.problems);
  return model;
}
