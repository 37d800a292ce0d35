import { availableParallelism } from 'node:os';
import type { HostId } from '../../core/ids.js';
import type { Model } from '../../environment/model.js';

/** Which hosts live in which thread; as many threads as the machine has cores, less one, where no number is wanted: workloads in the first, so that who asks has a thread of their own; the others by turns, so that replicas of one node are apart. */
export function assignHosts(model: Model, wanted?: number): HostId[][] {
  const threads = wanted ?? Math.max(1, availableParallelism() - 1);
  const asks = (host: HostId): boolean =>
    model.hosts[host]!.instances.some((self) => model.groups[model.instances[self]!.group]!.kind === 'workload');
  const all = [...model.hosts.keys()];
  const others = all.filter((host) => !asks(host));
  const serving = Array.from({ length: Math.max(1, Math.min(threads, others.length)) }, (_, thread) =>
    others.filter((_host, index) => index % threads === thread),
  );
  const asking = all.filter(asks);
  return [asking, ...serving].filter((hosts) => hosts.length > 0);
}
