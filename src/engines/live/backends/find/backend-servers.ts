import { assert } from '../../../../core/assert.js';
import { hideSecrets } from '../../../../core/hide-secrets.js';
import { InputError } from '../../../../core/problem.js';
import { isAddress } from '../../../../protocols/backend/backend-field.js';
import { messageOf } from '../failures.js';
import { shownAddress } from '../server-address.js';
import { postgresServers } from './find-postgres.js';
import { redisServers } from './find-redis.js';
import type { FoundServer, ServerKind, StartedServer } from './found-server.js';
import { MissingBackend } from './missing-backend.js';

/** What the user said about servers, for all scenarios alike. */
export interface BackendServersOptions {
  /** By scheme: an address given on the command line, or by the environment. */
  readonly urls?: Readonly<Record<string, GivenAddress | undefined>> | undefined;
  /** `host:port`, as after --allow-remote. */
  readonly allowRemote?: readonly string[] | undefined;
  /** The kinds of servers there are; all of them where it is left out. */
  readonly kinds?: readonly ServerKind[] | undefined;
}

export interface GivenAddress {
  readonly url: string;
  /** `--redis-url`, `SYSDESIGN_REDIS_URL`. */
  readonly by: string;
}

/**
 * Servers for the runs of one process. An address that somebody gave is taken or fails: first the one of an option or of
 * the environment, then the one of the scenario. Where there is none, the usual port of the loopback is tried, and then a
 * program on PATH is started. What was found is kept for the runs that follow.
 */
export class BackendServers {
  readonly #options: BackendServersOptions;
  readonly #found = new Map<string, Promise<FoundServer>>();
  readonly #started: StartedServer[] = [];

  /** Throws InputError for an address that cannot be read. */
  constructor(options: BackendServersOptions = {}) {
    this.#options = options;
    for (const [scheme, given] of Object.entries(options.urls ?? {})) {
      if (given === undefined || isAddress(scheme, given.url)) continue;
      const message = `${given.by} is not an address of a ${this.#kind(scheme).title}: ${hideSecrets(given.url)}`;
      throw new InputError([{ message, hint: `write ${scheme}://HOST:PORT` }]);
    }
  }

  /** Throws MissingBackend. `node` is who asks; `url` what the scenario says, or null. */
  find(scheme: string, url: string | null, node: string): Promise<FoundServer> {
    const given = this.#options.urls?.[scheme] ?? (url === null ? undefined : { url, by: 'the scenario' });
    const id = given?.url ?? scheme;
    let found = this.#found.get(id);
    if (found === undefined) {
      const kind = this.#kind(scheme);
      found = given === undefined ? this.#search(kind, node) : this.#given(kind, given, node);
      this.#found.set(id, found);
    }
    return found;
  }

  /** Ends what was started; never rejects. */
  async close(): Promise<void> {
    await Promise.allSettled(this.#found.values());
    await Promise.all(this.#started.map((server) => server.stop()));
    this.#started.length = 0;
    this.#found.clear();
  }

  async #given(kind: ServerKind, { url, by }: GivenAddress, node: string): Promise<FoundServer> {
    const server = { url, allowRemote: this.#options.allowRemote ?? [], how: `which ${by} names` };
    try {
      await kind.probe(server);
    } catch (error) {
      throw new MissingBackend(`${node} wants the ${kind.title} at ${shownAddress(url)} (${by}): ${messageOf(error)}`);
    }
    return server;
  }

  async #search(kind: ServerKind, node: string): Promise<FoundServer> {
    const reasons: string[] = [];
    for (const url of kind.usual()) {
      const server = { url, allowRemote: [], how: 'which was found there' };
      try {
        // The first that will do is taken.
        // oxlint-disable-next-line no-await-in-loop
        await kind.probe(server);
        return server;
      } catch (error) {
        reasons.push(`none at ${shownAddress(url)} (${messageOf(error)})`);
      }
    }
    const started = await this.#start(kind, reasons);
    if (started !== null) return { url: started.url, allowRemote: [], how: 'started for this run' };
    const hint = `start one, or name one: ${kind.option}, ${kind.variable}, or backend: ${kind.scheme}://HOST:PORT`;
    throw new MissingBackend(`${node} wants a ${kind.title}: ${reasons.join(', ')}; ${hint}`);
  }

  async #start(kind: ServerKind, reasons: string[]): Promise<StartedServer | null> {
    try {
      const started = await kind.start();
      if (started === null) reasons.push(`no ${kind.program} on PATH`);
      else this.#started.push(started);
      return started;
    } catch (error) {
      reasons.push(`${kind.program} did not start (${messageOf(error)})`);
      return null;
    }
  }

  #kind(scheme: string): ServerKind {
    const kind = (this.#options.kinds ?? [postgresServers, redisServers]).find((candidate) => candidate.scheme === scheme);
    assert(kind !== undefined, `there are no servers of the kind ${scheme}`);
    return kind;
  }
}
