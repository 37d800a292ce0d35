import type { NodeId } from '../../core/ids.js';
import type { Nanoseconds } from '../../core/time.js';
import { HEARTBEAT } from '../../environment/discovery.js';
import type { Environment } from '../../environment/environment.js';
import type { Node } from '../../environment/node.js';
import type { Placement } from '../../environment/placement.js';
import type { NodeDefinition } from '../definition.js';
import { serviceRegistry, type ServiceRegistryConfig } from './service-registry.js';

/** The same kind, whose instances send heartbeats to each registry that keeps track of them. */
export function registers<Config>(definition: NodeDefinition<Config>): NodeDefinition<Config> {
  return {
    ...definition,
    create(config, environment, placement) {
      const node = definition.create(config, environment, placement);
      for (const { registry, heartbeat } of registriesOf(placement)) beat(node, registry, heartbeat, environment, placement);
      return node;
    },
  };
}

interface Membership {
  readonly registry: NodeId;
  readonly heartbeat: Nanoseconds;
}

function registriesOf({ model, group }: Placement): readonly Membership[] {
  return model.groups
    .filter(({ kind }) => kind === serviceRegistry.name)
    .map(({ config, instances }) => ({ ...(config as ServiceRegistryConfig), registry: instances[0]! }))
    .filter((membership) => membership.of === group.name);
}

/** One heartbeat at the start, which registers it; the others at a phase of its own, so that not all come at once. */
function beat(node: Node, registry: NodeId, every: Nanoseconds, environment: Environment, placement: Placement): void {
  const operation = placement.operation(HEARTBEAT);
  const phase = environment.stream(`heartbeat/${registry}`);
  const heartbeat = {};
  const onStart = node.onStart.bind(node);
  const onTimer = node.onTimer.bind(node);
  const send = (next: Nanoseconds): void => {
    const request = environment.request(registry, operation, 0);
    request.due = environment.now();
    environment.tell(request);
    environment.setTimer(environment.now() + next, 0, heartbeat);
  };
  node.onStart = () => {
    onStart();
    send(Math.floor(phase.uniform() * every));
  };
  node.onTimer = (code, payload) => {
    if (payload === heartbeat) send(every);
    else onTimer(code, payload);
  };
}
