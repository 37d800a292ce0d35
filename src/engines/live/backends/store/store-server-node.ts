import type { Bytes } from '../../../../core/time.js';
import { NOT_FOUND, OK } from '../../../../core/status.js';
import type { Environment } from '../../../../environment/environment.js';
import type { Placement } from '../../../../environment/placement.js';
import type { Request } from '../../../../environment/request.js';
import type { Counter } from '../../../../metrics/counter.js';
import { versionOf } from '../../../../metrics/truth.js';
import { keysMoved } from '../../../../nodes/store/keys-moved.js';
import { KEYS_MOVED } from '../../../../nodes/store/store-metrics.js';
import { DELETE, effects, operationsOf, READ, SCAN, scanLengths, WRITE } from '../../../../nodes/store/store-operations.js';
import type { StoreConfig } from '../../../../nodes/store/store.js';
import { ValueSizes } from '../../../../nodes/store/value-sizes.js';
import { placementScope } from '../../../../protocols/station/placement-scope.js';
import { RequestAmount } from '../../../../protocols/station/request-amount.js';
import type { Outside } from '../backend.js';
import type { ErrandJob } from '../errand.js';
import { ServerNode } from '../server-node.js';
import { firstValues } from './first-values.js';
import type { StoreDriver } from './store-driver.js';

/** What is done with an answer, in the world of the node. */
type Conclusion = (job: ErrandJob) => void;

/** One shard whose values are in a server. */
export class StoreServerNode extends ServerNode<Conclusion> {
  override readonly ready: Promise<void>;
  readonly #driver: StoreDriver;
  readonly #placement: Placement;
  readonly #effects: Uint8Array;
  /** By OperationId. */
  readonly #scanLengths: Float64Array;
  /** By OperationId; null where the value's own size is the answer's. */
  readonly #answerSizes: (RequestAmount | null)[];
  readonly #valueSizes: ValueSizes;
  readonly #reads: Counter;
  readonly #writes: Counter;
  readonly #scans: Counter;
  readonly #keysMoved: number | undefined;

  constructor(config: StoreConfig, environment: Environment, placement: Placement, outside: Outside, driver: StoreDriver) {
    super(config, environment, outside);
    this.#driver = driver;
    this.#placement = placement;
    this.#effects = effects(config, placement);
    this.#scanLengths = scanLengths(config, placement);
    this.#answerSizes = answerSizes(config, environment, placement);
    this.#valueSizes = new ValueSizes(config['value-size'], environment, placement);
    this.#reads = environment.recorder.counter('reads');
    this.#writes = environment.recorder.counter('writes');
    this.#scans = environment.recorder.counter('scans');
    this.#keysMoved = placement.instance.index === 0 ? keysMoved(config, placement) : undefined;
    this.ready = this.#open();
  }

  override onStart(): void {
    super.onStart();
    if (this.#keysMoved !== undefined) this.environment.recorder.level(KEYS_MOVED).set(this.#keysMoved);
  }

  protected override disconnect(): Promise<void> {
    return this.#driver.close();
  }

  protected override command(request: Request): (() => Promise<Conclusion>) | null {
    const effect = this.#effects[request.operation]!;
    if (effect === READ) return this.#read(request);
    if (effect === WRITE) return this.#write(request);
    if (effect === DELETE) return this.#delete(request);
    return effect === SCAN ? this.#scan(request) : null;
  }

  protected override conclude(job: ErrandJob, conclusion: Conclusion): void {
    conclusion(job);
  }

  async #open(): Promise<void> {
    try {
      await this.#driver.connect();
      const values = firstValues(this.environment, this.#placement, this.#valueSizes, this.#driver);
      if (values !== null) await this.#driver.load(values);
    } catch (error) {
      this.complain(error);
    }
  }

  #read(request: Request): () => Promise<Conclusion> {
    const { key } = request;
    const said = this.#saidSize(request);
    const first = said ?? this.#valueSizes.of(request);
    return async () => {
      const { writes, size } = (await this.#driver.read(key)) ?? (await this.#driver.readFirst(key, first));
      return (job) => {
        this.#reads.add(1);
        const version = this.#version(writes);
        if (size === null) this.finish(job, NOT_FOUND, 0, version);
        else this.finish(job, OK, said ?? size, version);
      };
    };
  }

  #write(request: Request): () => Promise<Conclusion> {
    const { key } = request;
    const size = request.size > 0 ? request.size : this.#valueSizes.of(request);
    return async () => this.#acknowledge(await this.#driver.write(key, size));
  }

  #delete({ key }: Request): () => Promise<Conclusion> {
    return async () => this.#acknowledge(await this.#driver.delete(key));
  }

  #acknowledge(writes: number): Conclusion {
    return (job) => {
      const request = job.request!;
      this.#writes.add(1);
      const version = this.#version(writes);
      this.environment.recorder.written(request.key, version);
      this.finish(job, OK, this.#answerSizes[request.operation]?.sample(request) ?? 0, version);
    };
  }

  #scan(request: Request): () => Promise<Conclusion> {
    const { key } = request;
    const length = this.#scanLengths[request.operation]!;
    const said = this.#saidSize(request);
    const rank = this.#placement.rank(key);
    return async () => {
      const [first] = await this.#driver.scan(key, length);
      return (job) => {
        this.#scans.add(1);
        const found = first?.rank === rank ? first.size : this.#valueSizes.of(job.request!);
        this.finish(job, OK, said ?? found, 0);
      };
    };
  }

  /** Of the answer, where it does not depend on what is stored. */
  #saidSize(request: Request): Bytes | null {
    const own = this.#answerSizes[request.operation]!;
    if (own !== null) return own.sample(request);
    return request.wants > 0 ? request.wants : null;
  }

  #version(writes: number): number {
    return versionOf(this.#placement.instance.group, writes);
  }
}

function answerSizes(config: StoreConfig, environment: Environment, placement: Placement): (RequestAmount | null)[] {
  const sizes: (RequestAmount | null)[] = placement.model.operations.map(() => null);
  for (const name of operationsOf(config)) {
    const operation = placement.operation(name);
    const size = config.operations[name]?.size;
    if (operation < 0 || size === undefined) continue;
    sizes[operation] = new RequestAmount(size, placementScope(placement), environment, `operations/${name}/size`);
  }
  return sizes;
}
