import type { Catalogue } from '../catalogue/catalogue.js';
import type { EngineName } from '../core/definition.js';
import { InputError } from '../core/problem.js';
import type { Model } from '../environment/model.js';
import { type RunControl, runInline } from '../executors/inline.js';
import { calculateArm } from './calculate-arm.js';
import { type MeasuredArm, measureArm } from './measure-arm.js';
import type { TracedRequest } from './traced-request.js';

/** What a run asks of an engine. */
export interface Engine {
  readonly name: EngineName;
  /** Whether another seed gives other figures; what only calculates says in one trial all that it has to say. */
  readonly repeats: boolean;
  /** One trial of one arm. */
  measure(
    model: Model,
    settings: string,
    catalogue: Catalogue,
    control: RunControl,
    trace: TracedRequest | undefined,
  ): Promise<MeasuredArm>;
}

const ENGINES: Partial<Readonly<Record<EngineName, Engine>>> = {
  virtual: {
    name: 'virtual',
    repeats: true,
    measure: (model, settings, catalogue, control, trace) => measureArm(runInline, model, settings, catalogue, control, trace),
  },
  theory: {
    name: 'theory',
    repeats: false,
    measure: (model, settings, catalogue) => Promise.resolve(calculateArm(model, settings, catalogue)),
  },
};

/** Live runs have settings of their own, and so an engine of their own: LiveEngine. Throws InputError where this version has no such engine. */
export function engineNamed(name: EngineName): Engine {
  const engine = ENGINES[name];
  if (engine !== undefined) return engine;
  const hint = `write one of ${Object.keys(ENGINES).join(', ')}`;
  throw new InputError([{ message: `there is no engine named ${name} in this version`, hint }]);
}
