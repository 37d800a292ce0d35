import { assert } from '../../core/assert.js';
import type { Payload } from '../../core/ids.js';
import { NOT_FOUND, OK } from '../../core/status.js';
import type { Bytes } from '../../core/time.js';
import { ZERO } from '../../core/zero.js';
import type { Environment } from '../../environment/environment.js';
import type { Placement } from '../../environment/placement.js';
import type { Request } from '../../environment/request.js';
import type { Amount } from '../../language/schemas/amounts.js';
import type { Counter } from '../../metrics/counter.js';
import { versionOf } from '../../metrics/truth.js';
import { placementScope } from '../../protocols/station/placement-scope.js';
import { RequestAmount } from '../../protocols/station/request-amount.js';
import { stationConfig } from '../../protocols/station/station-fields.js';
import { StationJob } from '../../protocols/station/station-job.js';
import { StationNode } from '../../protocols/station/station-node.js';
import { keysMoved } from './keys-moved.js';
import type { StoreConfig } from './store.js';
import { KEYS_MOVED } from './store-metrics.js';
import { DELETE, effects, operationsOf, READ, SCAN, WRITE } from './store-operations.js';
import { StoreValues } from './store-values.js';
import { ValueSizes } from './value-sizes.js';

class StoreJob extends StationJob {
  timer = ZERO;
}

/** One shard: reads, writes and scans take effect at the end of their service time, which is when they are acknowledged. */
export class StoreNode extends StationNode<StoreJob> {
  readonly #dataSet: number;
  readonly #durable: boolean;
  readonly #effects: Uint8Array;
  /** By OperationId. */
  readonly #serviceTimes: RequestAmount[];
  /** By OperationId; null where the value's own size is the answer's. */
  readonly #answerSizes: (RequestAmount | null)[];
  readonly #valueSizes: ValueSizes;
  readonly #reads: Counter;
  readonly #writes: Counter;
  readonly #scans: Counter;
  readonly #keysMoved: number | undefined;
  readonly #values = new StoreValues();

  constructor(config: StoreConfig, environment: Environment, placement: Placement) {
    super(environment, stationConfig(config), config['abandoned-work']);
    this.#dataSet = placement.instance.group;
    this.#durable = config.durability === 'durable';
    this.#effects = effects(config, placement);
    const usual = amountOf(config['service-time'], 'service-time', environment, placement);
    this.#serviceTimes = placement.model.operations.map(() => usual);
    this.#answerSizes = placement.model.operations.map(() => null);
    this.#override(config, environment, placement);
    this.#valueSizes = new ValueSizes(config['value-size'], environment, placement);
    this.#reads = environment.recorder.counter('reads');
    this.#writes = environment.recorder.counter('writes');
    this.#scans = environment.recorder.counter('scans');
    this.#keysMoved = placement.instance.index === 0 ? keysMoved(config, placement) : undefined;
  }

  /** How many keys would move does not depend on the run, and one shard says it for all. */
  override onStart(): void {
    super.onStart();
    if (this.#keysMoved !== undefined) this.environment.recorder.level(KEYS_MOVED).set(this.#keysMoved);
  }

  override onReply(): void {
    assert(false, 'a store calls nobody');
  }

  override onTimer(_code: number, payload: Payload): void {
    const job = payload as StoreJob;
    job.service += this.environment.now() - job.workedFrom;
    this.#serve(job);
  }

  /** Requests that were in progress are gone, and what was only in memory too. */
  onHostCrash(): void {
    if (!this.#durable) this.#values.forget();
  }

  protected override createJob(): StoreJob {
    return new StoreJob();
  }

  protected override begin(job: StoreJob): void {
    const request = job.request!;
    const serviceTime = this.#serviceTimes[request.operation]!;
    if (serviceTime.zero) {
      this.#serve(job);
      return;
    }
    job.workedFrom = this.environment.now();
    job.timer = this.environment.work(serviceTime.sample(request), 0, job);
  }

  protected override stop(job: StoreJob): void {
    this.environment.cancelTimer(job.timer);
  }

  #serve(job: StoreJob): void {
    const effect = this.#effects[job.request!.operation]!;
    if (effect === READ) this.#read(job);
    else if (effect === WRITE || effect === DELETE) this.#write(job, effect === DELETE);
    else if (effect === SCAN) this.#scan(job);
    else this.finish(job, NOT_FOUND, 0, 0);
  }

  #read(job: StoreJob): void {
    const request = job.request!;
    this.#reads.add(1);
    const version = versionOf(this.#dataSet, this.#values.writes(request.key));
    if (this.#values.deleted(request.key)) this.finish(job, NOT_FOUND, 0, version);
    else this.finish(job, OK, this.#answerSize(request), version);
  }

  #write(job: StoreJob, deletes: boolean): void {
    const request = job.request!;
    this.#writes.add(1);
    const version = versionOf(this.#dataSet, this.#values.write(request.key, request.size, deletes));
    this.environment.recorder.written(request.key, version);
    const size = this.#answerSizes[request.operation]?.sample(request) ?? 0;
    this.finish(job, OK, size, version);
  }

  #scan(job: StoreJob): void {
    this.#scans.add(1);
    this.finish(job, OK, this.#answerSize(job.request!), 0);
  }

  #answerSize(request: Request): Bytes {
    const own = this.#answerSizes[request.operation]!;
    if (own !== null) return own.sample(request);
    if (request.wants > 0) return request.wants;
    const written = this.#values.size(request.key);
    return written > 0 ? written : this.#valueSizes.of(request);
  }

  #override(config: StoreConfig, environment: Environment, placement: Placement): void {
    for (const name of operationsOf(config)) {
      const operation = placement.operation(name);
      const settings = config.operations[name];
      if (operation < 0 || settings === undefined) continue;
      const { 'service-time': serviceTime, size } = settings;
      const purpose = `operations/${name}`;
      if (serviceTime !== undefined) {
        this.#serviceTimes[operation] = amountOf(serviceTime, `${purpose}/service-time`, environment, placement);
      }
      if (size !== undefined) this.#answerSizes[operation] = amountOf(size, `${purpose}/size`, environment, placement);
    }
  }
}

function amountOf(amount: Amount, purpose: string, environment: Environment, placement: Placement): RequestAmount {
  return new RequestAmount(amount, placementScope(placement), environment, purpose);
}
