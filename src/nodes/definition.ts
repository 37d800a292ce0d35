import type { PolicyConfig } from '../core/definition.js';
import type { Environment } from '../environment/environment.js';
import type { GroupModel, ProcessorModel } from '../environment/model.js';
import type { Node } from '../environment/node.js';
import type { Placement } from '../environment/placement.js';
import type { Route } from '../environment/route.js';
import type { StationTheory } from '../environment/station-theory.js';
import type { TrafficTheory } from '../environment/traffic-theory.js';
import type { Definition } from '../language/definition.js';
import type { Parsed } from '../language/schemas/scalar-schema.js';
import type { MetricDeclaration } from '../metrics/declaration.js';
import type { DistributionConfig } from '../random/distribution.js';

/** A kind of node. All that the rest of the project knows of it stands here. */
export interface NodeDefinition<Config = unknown> extends Definition<Config, Node, [Environment, Placement]> {
  readonly metrics: readonly MetricDeclaration[];
  /** How its instances are counted: replicas `api/2`, shards `store#3`. A node that lives `inside` another has one per host of it. */
  instances(config: Config): { readonly count: number; readonly separator: '/' | '#' };
  /** What the station in front of `work` looks like, for one instance. */
  processor(config: Config): ProcessorModel;
  /** The operations it answers; null for any. */
  operations(config: Config): readonly string[] | null;
  /** Whom it calls: for static checks of targets, operations and cycles. */
  calls(config: Config): readonly CallSite[];
  /** Whether it asks for the health of those it calls. Every kind answers that at its door, even where its workers are busy. */
  checksHealth?(config: Config): boolean;
  /** Whether it has an operation for that itself, which is then served like any other; where `operations` does not say. */
  answersHealth?(config: Config): boolean;
  /** How a caller picks among its instances. */
  route(config: Config, group: GroupModel, caller: Placement, environment: Environment, policy?: PolicyConfig): Route;
  /** The same with that share of the load, where it makes one; otherwise why it cannot be. */
  scaled?(config: Config, share: number): Parsed<Config>;
  /** What theory may build upon; absent where it can say nothing of this kind. */
  theory?(config: Config): StationTheory;
  /** The same of what asks instead of answering: a workload. */
  traffic?(config: Config): TrafficTheory;
  /** With what a real server that stands for it takes, by operation; absent where none can. */
  calibrated?(config: Config, times: Readonly<Record<string, DistributionConfig>>): Config;
  /** Outlives a crash of its host with what was synced. */
  readonly durable?: boolean;
}

/** One place where a node calls another. */
export interface CallSite {
  /** The operation during which it calls; null for any. */
  readonly during: string | null;
  readonly target: string;
  /** The operation that it calls; null passes its own on. */
  readonly operation: string | null;
}
