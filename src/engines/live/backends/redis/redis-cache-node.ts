import type { Redis } from 'ioredis';
import type { Key } from '../../../../core/ids.js';
import { NOT_FOUND, OK } from '../../../../core/status.js';
import { MILLISECOND, NEVER } from '../../../../core/time.js';
import type { Environment } from '../../../../environment/environment.js';
import type { Placement } from '../../../../environment/placement.js';
import type { Request } from '../../../../environment/request.js';
import type { CacheConfig } from '../../../../nodes/cache/cache.js';
import { CacheRecording } from '../../../../nodes/cache/cache-recording.js';
import type { Outside, PreparedBackend } from '../backend.js';
import type { ErrandJob } from '../errand.js';
import { payload } from '../payload.js';
import { ServerNode } from '../server-node.js';
import { CLEAR_SCRIPT, FILL_SCRIPT, INVALIDATE_SCRIPT, READ_SCRIPT } from './cache-scripts.js';
import { connectRedis, redisClient } from './redis-client.js';

/** The scripts as commands: books, prefix of values and key, and then what each says of itself. */
interface CacheCommands {
  cacheReadBuffer(
    ...rest: readonly (string | Buffer)[]
  ): Promise<[Buffer | null, gone?: number, entries?: number, bytes?: number]>;
  cacheFill(...rest: readonly (string | Buffer)[]): Promise<FillReply>;
  cacheInvalidate(...rest: readonly (string | Buffer)[]): Promise<[removed: number, entries?: number, bytes?: number]>;
  cacheClear(...rest: readonly (string | Buffer)[]): Promise<unknown>;
}

type FillReply = [
  kept: number,
  isNew: number,
  entries: number,
  bytes: number,
  evicted: number,
  expired: number,
  left: readonly string[],
];

/** What is done with an answer, in the world of the node. */
type Conclusion = (job: ErrandJob) => void;

/** How many that have expired are thrown out for each one that comes in: as many as by a cache in memory. */
const EXPIRED_PER_FILL = 2;
const BOOKS = ['order', 'sizes', 'expiries', 'totals'];
const LINE_FEED = 0x0a;
const GONE_EXPIRED = 1;

/** One instance of a cache whose entries are in Redis. */
export class RedisCacheNode extends ServerNode<Conclusion> {
  override readonly ready: Promise<void>;
  readonly #recording: CacheRecording;
  readonly #placement: Placement;
  readonly #prefix: string;
  readonly #books: readonly string[];
  readonly #capacity: readonly string[];
  readonly #ttl: string;
  /** Whether a read moves an entry back in the order in which entries leave. */
  readonly #uses: string;
  /** Which keys are held, by their text: only where copies are counted. */
  readonly #copies: Map<string, Key> | null;
  #client: (Redis & CacheCommands) | null = null;
  #closed = false;

  constructor(config: CacheConfig, environment: Environment, placement: Placement, outside: Outside, prepared: PreparedBackend) {
    super(config, environment, outside);
    const place = `${prepared.place}${placement.instance.index}:`;
    this.#placement = placement;
    this.#prefix = `${place}value:`;
    this.#books = [String(BOOKS.length), ...BOOKS.map((book) => place + book)];
    const { amount, unit } = config.capacity;
    this.#capacity = [amount === Infinity ? '-1' : String(amount), unit === 'bytes' ? '1' : '0'];
    this.#ttl = config.ttl === NEVER ? '0' : String(Math.max(1, Math.round(config.ttl / MILLISECOND)));
    this.#uses = config.policy.name === 'lru' ? '1' : '0';
    this.#recording = new CacheRecording(environment.recorder);
    this.#copies = CacheRecording.countsCopies(placement) ? new Map() : null;
    this.#recording.joinCensus(environment, placement, { forEachKey: (visit) => this.#copies?.forEach((key) => visit(key)) });
    this.ready = this.#connect(prepared);
  }

  protected override async disconnect(): Promise<void> {
    this.#closed = true;
    this.#client?.disconnect();
  }

  protected override command(request: Request): (() => Promise<Conclusion>) | null {
    const { key } = request;
    const text = this.#placement.keyText(key);
    const { operation } = request;
    if (operation === this.#placement.operation('read')) return () => this.#read(text);
    if (operation === this.#placement.operation('delete')) return () => this.#invalidate(text);
    if (operation !== this.#placement.operation('write')) return null;
    const { version, size } = request;
    return () => this.#fill(key, text, version, size);
  }

  protected override conclude(job: ErrandJob, conclusion: Conclusion): void {
    conclusion(job);
  }

  /** A cache that starts is empty, whatever its former life has left. */
  async #connect(prepared: PreparedBackend): Promise<void> {
    const client = await redisClient(prepared.server);
    for (const [name, lua] of SCRIPTS) client.defineCommand(name, { lua });
    const commands = client as Redis & CacheCommands;
    this.#client = commands;
    if (this.#closed) return;
    try {
      await connectRedis(client, () => commands.cacheClear(...this.#books, this.#prefix, ''));
    } catch (error) {
      this.complain(error);
    }
  }

  async #read(text: string): Promise<Conclusion> {
    const [value, gone = 0, entries = 0, bytes = 0] = await this.#client!.cacheReadBuffer(
      ...this.#books,
      this.#prefix,
      text,
      this.#uses,
    );
    return (job) => {
      if (gone !== 0) this.#left(gone === GONE_EXPIRED, text, entries, bytes);
      if (value === null) {
        this.#recording.misses.add(1);
        this.finish(job, NOT_FOUND, 0, 0, OK);
        return;
      }
      const end = value.indexOf(LINE_FEED);
      const version = Number(value.toString('latin1', 0, end));
      this.#recording.hit(job.request!, version);
      this.finish(job, OK, value.length - end - 1, version);
    };
  }

  async #fill(key: Key, text: string, version: number, size: number): Promise<Conclusion> {
    const value = Buffer.concat([Buffer.from(`${version}\n`), payload(size)]);
    const [kept, isNew, entries, bytes, evicted, expired, left] = await this.#client!.cacheFill(
      ...this.#books,
      this.#prefix,
      text,
      value,
      String(size),
      ...this.#capacity,
      this.#ttl,
      this.#uses,
      String(EXPIRED_PER_FILL),
    );
    return (job) => {
      if (kept === 1) this.#recording.fills.add(1);
      else this.#recording.tooLarge.add(1);
      this.#count(evicted, () => this.#recording.evicted());
      this.#count(expired, () => this.#recording.expired());
      for (const gone of left) this.#leaves(gone);
      if (isNew === 1) this.#enters(key, text);
      this.#recording.holds({ entries, bytes });
      this.finish(job, OK, 0, version);
    };
  }

  async #invalidate(text: string): Promise<Conclusion> {
    const [removed, entries = 0, bytes = 0] = await this.#client!.cacheInvalidate(...this.#books, this.#prefix, text);
    return (job) => {
      if (removed === 1) {
        this.#recording.invalidated.add(1);
        this.#leaves(text);
        this.#recording.holds({ entries, bytes });
      }
      this.finish(job, OK, 0, 0);
    };
  }

  #left(isOver: boolean, text: string, entries: number, bytes: number): void {
    if (isOver) this.#recording.expired();
    else this.#recording.evicted();
    this.#leaves(text);
    this.#recording.holds({ entries, bytes });
  }

  #count(times: number, one: () => void): void {
    for (let count = 0; count < times; count++) one();
  }

  #enters(key: Key, text: string): void {
    if (this.#copies === null || this.#copies.has(text)) return;
    this.#copies.set(text, key);
    this.#recording.inserted(key);
  }

  #leaves(text: string): void {
    const key = this.#copies?.get(text);
    if (key === undefined) return;
    this.#copies!.delete(text);
    this.#recording.removed(key);
  }
}

const SCRIPTS: readonly (readonly [name: string, lua: string])[] = [
  ['cacheRead', READ_SCRIPT],
  ['cacheFill', FILL_SCRIPT],
  ['cacheInvalidate', INVALIDATE_SCRIPT],
  ['cacheClear', CLEAR_SCRIPT],
];
