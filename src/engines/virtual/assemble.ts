import type { NodeId } from '../../core/ids.js';
import type { Model } from '../../environment/model.js';
import { Recorder } from '../../metrics/recorder.js';
import type { Timeline } from '../../metrics/timeline.js';
import { timelineOf } from '../timeline-of.js';
import { Truth } from '../../metrics/truth.js';
import { KeySpace } from '../key-space.js';
import type { EngineParts } from '../parts.js';
import { ModelPlacement } from '../placement.js';
import { Cluster } from './cluster.js';
import { Kernel } from '../kernel.js';
import { Network } from '../network/network.js';
import { createProcessor } from '../processors/create-processor.js';
import { RecordPool } from './records.js';
import { Schedule } from '../schedule.js';
import { Stays } from '../stays.js';
import { Tracer } from './tracer.js';
import { Transport } from './transport.js';
import { VirtualEnvironment } from './virtual-environment.js';
import { type HeldEvent, Outages, Host } from '../host.js';
import { VirtualWorld } from './virtual-world.js';

export interface Assembled {
  readonly kernel: Kernel;
  readonly timeline: Timeline;
  readonly cluster: Cluster;
  readonly schedule: Schedule;
  readonly workloads: readonly NodeId[];
  readonly outages: Outages;
}

/** Puts the simulated world of a Model together, from the kernel up to the nodes, none of which has started yet. */
export function assemble(model: Model, parts: EngineParts, poison: boolean, dispatch: (event: HeldEvent) => void): Assembled {
  const kernel = new Kernel();
  const timeline = timelineOf(model);
  const truth = new Truth();
  const network = new Network(model);
  const outages = new Outages();
  const hosts = model.hosts.map((host, id) => new Host(id, host, outages));
  const hostOf = model.instances.map((instance) => instance.host);
  const definitions = model.groups.map((group) => parts.kind(group.kind));
  const nodes: Cluster['nodes'] = [];
  const pool = new RecordPool(poison);
  const { unreachableAfter } = model.network;
  const transport = new Transport(kernel, pool, network, hosts, outages, hostOf, nodes, unreachableAfter, new Tracer());
  const stays = new Stays(timeline, transport);
  const cluster = new Cluster(model, kernel, hosts, hostOf, nodes, transport, stays, definitions);
  const keys = new KeySpace(model.keys);
  for (const [self, instance] of model.instances.entries()) {
    const recorder = new Recorder(timeline, truth, kernel);
    const processor = createProcessor(instance.processor, kernel, self, recorder);
    const host = hosts[instance.host]!;
    cluster.environments.push(
      new VirtualEnvironment({ self, name: instance.name, seed: model.seed, recorder, processor, kernel, host }, transport),
    );
    cluster.placements.push(new ModelPlacement(model, self, keys, parts));
  }
  for (const self of model.instances.keys()) cluster.renew(self);
  const actions = model.actions.map((action) => parts.action(action.family, action.kind).create(action.config));
  const schedule = new Schedule(model, actions, new VirtualWorld(cluster, network, dispatch), kernel);
  const workloads = Array.from(model.instances.keys()).filter((self) => kindOf(model, self) === 'workload');
  return { kernel, timeline, cluster, schedule, workloads, outages };
}

function kindOf(model: Model, self: NodeId): string {
  return model.groups[model.instances[self]!.group]!.kind;
}
