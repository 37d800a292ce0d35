import type { ActionDefinition } from '../actions/definition.js';
import { changes, faults } from '../actions/registry.js';
import { assert } from '../core/assert.js';
import type { Described, PolicyConfig } from '../core/definition.js';
import type { Registry } from '../core/registry.js';
import type { StepConfig, Vocabulary } from '../language/definition.js';
import type { Schema } from '../language/schema.js';
import type { NodeDefinition } from '../nodes/definition.js';
import { nodeKinds } from '../nodes/registry.js';
import { steps } from '../nodes/service/steps/registry.js';
import { admissionPolicies } from '../policies/admission/registry.js';
import { balancingPolicies } from '../policies/balancing/registry.js';
import { disciplines } from '../policies/discipline/registry.js';
import { evictionPolicies } from '../policies/eviction/registry.js';
import { partitioningPolicies } from '../policies/partitioning/registry.js';
import { distributions } from '../random/distributions/registry.js';
import { arrivals } from '../workloads/arrivals/registry.js';
import { workloadDefinition } from '../workloads/definition.js';
import { keyDistributions } from '../workloads/keys/registry.js';
import { traces } from '../workloads/traces/registry.js';
import { addPlugin } from './plugin.js';
import { type Readable, policySchema } from './policy-schema.js';
import { stepsSchema } from './step-schema.js';

export type { ActionDefinition } from '../actions/definition.js';
export type { CallSite } from '../nodes/definition.js';

/** Every registry, by the family's name in `sysdesign list` and in plugins. */
export interface Families {
  readonly nodes: Registry<NodeDefinition>;
  readonly steps: Registry<Readable>;
  readonly faults: Registry<ActionDefinition>;
  readonly changes: Registry<ActionDefinition>;
  /** Families of policies and what else nodes and workloads look up by name: `eviction`, `balancing`, ... */
  readonly policies: Readonly<Record<string, Registry<Readable>>>;
  /** What is only listed: distributions, trace formats. */
  readonly listed: Readonly<Record<string, Registry<Described>>>;
  /** A workload is a node that asks; a scenario has it under a key of its own. */
  readonly workload: NodeDefinition;
}

/** All that a scenario can name. */
export class Catalogue implements Vocabulary {
  readonly #schemas = new Map<string, Schema<PolicyConfig>>();
  readonly #steps: Schema<readonly StepConfig[]>;

  constructor(private readonly families: Families) {
    this.#steps = stepsSchema(families.steps, this);
  }

  get nodes(): Registry<NodeDefinition> {
    return this.families.nodes;
  }

  get faults(): Registry<ActionDefinition> {
    return this.families.faults;
  }

  get changes(): Registry<ActionDefinition> {
    return this.families.changes;
  }

  /** Every registry by the name of its family, sorted: what `sysdesign list` shows and a plugin may add to. */
  registries(): ReadonlyMap<string, Registry<Described>> {
    const { nodes, steps, faults, changes, policies, listed } = this.families;
    const all: Record<string, Registry<Described>> = { nodes, steps, faults, changes, ...policies, ...listed };
    return new Map(
      Object.keys(all)
        .toSorted()
        .map((name) => [name, all[name]!]),
    );
  }

  /** The schema of a policy of this family; every family is known when the program is compiled. */
  policy(family: string): Schema<PolicyConfig> {
    const registry = this.families.policies[family];
    assert(registry !== undefined, `there is no family of policies named ${family}`);
    const schema = this.#schemas.get(family) ?? policySchema(family, registry, this);
    this.#schemas.set(family, schema);
    return schema;
  }

  steps(): Schema<readonly StepConfig[]> {
    return this.#steps;
  }

  /** A kind of node, or `workload`; the scenario was checked before an engine asks. */
  kind(name: string): NodeDefinition {
    const definition = name === 'workload' ? this.families.workload : this.families.nodes.get(name);
    assert(definition !== undefined, `there is no kind of node named ${name}`);
    return definition;
  }

  action(family: 'fault' | 'change', name: string): ActionDefinition {
    const definition = (family === 'fault' ? this.families.faults : this.families.changes).get(name);
    assert(definition !== undefined, `there is no ${family} named ${name}`);
    return definition;
  }

  /** Adds what a plugin's module exports by default: `{ families: { eviction: [definition] } }`. Throws InputError. */
  add(plugin: unknown, file: string): void {
    addPlugin(plugin, file, this.registries());
  }
}

/** Everything that comes with the tool. Plugins add to it at start-up. */
export const catalogue = new Catalogue({
  nodes: nodeKinds,
  steps,
  faults,
  changes,
  policies: {
    admission: admissionPolicies,
    balancing: balancingPolicies,
    discipline: disciplines,
    eviction: evictionPolicies,
    partitioning: partitioningPolicies,
  },
  listed: { arrivals, distributions, keys: keyDistributions, traces },
  workload: workloadDefinition,
});
