import type { HostId } from '../../core/ids.js';
import type { LinkModel, Model } from '../../environment/model.js';
import { type Law, meanOnly, NOTHING } from '../../theory/laws/law.js';
import type { Laws } from './laws.js';

/** What a message takes from one host to another. */
export class Hops {
  readonly #overrides: ReadonlyMap<number, LinkModel>;

  constructor(
    private readonly model: Model,
    private readonly laws: Laws,
  ) {
    this.#overrides = new Map(model.network.links.map(({ from, to, link }) => [this.#pair(from, to), link]));
  }

  /** Its mean is not known where messages share a bandwidth or may be lost. */
  law(from: HostId, to: HostId): Law {
    const link = this.#between(from, to);
    if (link === null) return NOTHING;
    if (link.bandwidth !== null || link.loss > 0) return meanOnly(Number.NaN);
    return link.latency === null ? NOTHING : this.laws.of(link.latency);
  }

  /** Why the mean is not known; undefined where it is. */
  unknown(from: HostId, to: HostId): string | undefined {
    const link = this.#between(from, to);
    if (link === null) return undefined;
    if (link.loss > 0) return 'the network loses messages';
    return link.bandwidth === null ? undefined : 'messages share the bandwidth of a link, and wait for each other';
  }

  #between(from: HostId, to: HostId): LinkModel | null {
    return from === to ? null : (this.#overrides.get(this.#pair(from, to)) ?? this.model.network.base);
  }

  #pair(from: HostId, to: HostId): number {
    return from * this.model.hosts.length + to;
  }
}
