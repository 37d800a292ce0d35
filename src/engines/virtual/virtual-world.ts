import type { NodeId, OperationId } from '../../core/ids.js';
import { RETURN } from '../events.js';
import type { HeldEvent, Host } from '../host.js';
import { HostsWorld } from '../hosts-world.js';
import type { Network } from '../network/network.js';
import type { Cluster } from './cluster.js';
import * as Stage from './records.js';
import type { RequestRecord } from './records.js';

/** What faults and changes do to the simulated world. */
export class VirtualWorld extends HostsWorld {
  readonly #cluster: Cluster;

  constructor(cluster: Cluster, network: Network, dispatch: (event: HeldEvent) => void) {
    const { model, kernel, hosts } = cluster;
    super({ model, kernel, network, hosts, inhabitants: cluster, dispatch });
    this.#cluster = cluster;
  }

  override tell(to: NodeId, operation: OperationId, body: object | null): void {
    const { transport } = this.#cluster;
    const request = transport.pool.request(to, to, operation, 0);
    request.body = body;
    transport.tell(request);
  }

  /** Requests are found again among all records. */
  protected override lose(event: HeldEvent): void {
    if (event.kind === RETURN) this.#cluster.transport.discard(event.payload as RequestRecord);
  }

  protected override cutOff(host: Host): void {
    const { transport } = this.#cluster;
    for (const record of transport.underWay()) this.#cutOffOne(record, host);
    for (const instance of host.instances) transport.open[instance] = 0;
  }

  #cutOffOne(record: RequestRecord, host: Host): void {
    const { hostOf, transport } = this.#cluster;
    if (hostOf[record.caller] === host.id && record.abandoned === 0) transport.abandon(record);
    const inHands = record.stage === Stage.WITH_RECEIVER || record.stage === Stage.AT_PAUSED_HOST;
    if (inHands && hostOf[record.to] === host.id) transport.reset(record, host);
  }
}
