import type { HostId } from '../../core/ids.js';
import type { LinkModel, Model } from '../../environment/model.js';
import type { Action, LinkChange } from '../../environment/world.js';
import { createSampler } from '../../random/create-sampler.js';
import { createStream } from '../../random/alea.js';
import type { RandomStream } from '../../random/stream.js';
import { type Disturbance, Link } from './link.js';

/** A link that does nothing: between what is inside one host, and everywhere under `network: none`. */
const DIRECT = null;

/** All links of a run, each made when it is first used. Streams are named after the two hosts, so that the order of use does not matter. */
export class Network {
  readonly #model: Model;
  readonly #overrides = new Map<number, LinkModel>();
  /** What faults do to each pair at present. */
  readonly #disturbances = new Map<number, Map<Action, Disturbance>>();
  /** What the delays of faults on each pair are drawn from: all faults on one draw in turn, so that no two of them are alike. */
  readonly #delayStreams = new Map<number, RandomStream>();
  /** By sender, then receiver; undefined where nobody has asked yet. */
  readonly #links: (Link | null | undefined)[][];
  /** Whether no hop takes any time: nowhere is a link, and no fault has made one so far. */
  absent: boolean;

  constructor(model: Model) {
    this.#model = model;
    this.absent = model.network.base === null && model.network.links.length === 0;
    this.#links = model.hosts.map(() => Array.from({ length: model.hosts.length }, () => undefined));
    for (const { from, to, link } of model.network.links) this.#overrides.set(this.#pair(from, to), link);
  }

  /** What lies between two hosts; null where it takes no time and loses nothing. */
  between(from: HostId, to: HostId): Link | null {
    const link = this.#links[from]![to];
    return link === undefined ? this.#open(from, to) : link;
  }

  /** Adds, replaces or (null) ends what one cause does to a link. */
  disturb(from: HostId, to: HostId, cause: Action, change: LinkChange | null): void {
    this.absent = false;
    let link = this.between(from, to);
    if (link === null) {
      link = this.#make(from, to, { latency: null, bandwidth: null, loss: 0 });
      this.#links[from]![to] = link;
    }
    const pair = this.#pair(from, to);
    const causes = this.#disturbances.get(pair) ?? new Map<Action, Disturbance>();
    this.#disturbances.set(pair, causes);
    causes.delete(cause);
    if (change !== null) causes.set(cause, this.#disturbance(from, to, change));
    link.disturb([...causes.values()]);
  }

  #disturbance(from: HostId, to: HostId, change: LinkChange): Disturbance {
    return {
      delay: change.delay === undefined ? null : createSampler(change.delay, this.#delayStream(from, to)),
      loss: change.loss ?? 0,
      blocked: change.blocked ?? false,
      bandwidth: change.bandwidth ?? Number.POSITIVE_INFINITY,
    };
  }

  #delayStream(from: HostId, to: HostId): RandomStream {
    const pair = this.#pair(from, to);
    const stream = this.#delayStreams.get(pair) ?? this.#stream(from, to, 'fault-delay');
    this.#delayStreams.set(pair, stream);
    return stream;
  }

  #open(from: HostId, to: HostId): Link | null {
    const model = this.#overrides.get(this.#pair(from, to)) ?? this.#model.network.base;
    const link = from === to || model === null ? DIRECT : this.#make(from, to, model);
    this.#links[from]![to] = link;
    return link;
  }

  #make(from: HostId, to: HostId, model: LinkModel): Link {
    const latency = model.latency === null ? null : createSampler(model.latency, this.#stream(from, to, 'latency'));
    return new Link(latency, model.bandwidth ?? Number.POSITIVE_INFINITY, model.loss, this.#stream(from, to, 'loss'));
  }

  #stream(from: HostId, to: HostId, purpose: string): RandomStream {
    return createStream(this.#model.seed, 'network', this.#model.hosts[from]!.name, this.#model.hosts[to]!.name, purpose);
  }

  #pair(from: HostId, to: HostId): number {
    return from * this.#model.hosts.length + to;
  }
}
