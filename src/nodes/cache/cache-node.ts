import { assert } from '../../core/assert.js';
import type { OperationId, Payload } from '../../core/ids.js';
import { NOT_FOUND, OK } from '../../core/status.js';
import type { Environment } from '../../environment/environment.js';
import type { Placement } from '../../environment/placement.js';
import { placementScope } from '../../protocols/station/placement-scope.js';
import { RequestAmount } from '../../protocols/station/request-amount.js';
import { stationConfig } from '../../protocols/station/station-fields.js';
import { StationJob } from '../../protocols/station/station-job.js';
import { StationNode } from '../../protocols/station/station-node.js';
import type { CacheConfig } from './cache.js';
import type { CacheContents } from './cache-contents.js';
import { CacheRecording } from './cache-recording.js';
import { createContents } from './create-contents.js';

class CacheJob extends StationJob {
  timer = 0;
}

/** Looks up, fills and invalidates at the end of the service time. */
export class CacheNode extends StationNode<CacheJob> {
  readonly #serviceTime: RequestAmount;
  readonly #contents: CacheContents;
  readonly #recording: CacheRecording;
  readonly #read: OperationId;
  readonly #write: OperationId;
  readonly #delete: OperationId;

  constructor(config: CacheConfig, environment: Environment, placement: Placement) {
    super(environment, stationConfig(config), config['abandoned-work']);
    this.#serviceTime = new RequestAmount(config['service-time'], placementScope(placement), environment, 'service-time');
    this.#recording = new CacheRecording(environment.recorder);
    this.#contents = createContents(config, environment, this.#recording);
    this.#recording.joinCensus(environment, placement, this.#contents);
    this.#read = placement.operation('read');
    this.#write = placement.operation('write');
    this.#delete = placement.operation('delete');
  }

  override onReply(): void {
    assert(false, 'a cache calls nobody');
  }

  override onTimer(_code: number, payload: Payload): void {
    const job = payload as CacheJob;
    job.service += this.environment.now() - job.workedFrom;
    this.#serve(job);
  }

  override check(): void {
    super.check();
    this.#contents.check();
  }

  protected override createJob(): CacheJob {
    return new CacheJob();
  }

  protected override begin(job: CacheJob): void {
    if (this.#serviceTime.zero) {
      this.#serve(job);
      return;
    }
    job.workedFrom = this.environment.now();
    job.timer = this.environment.work(this.#serviceTime.sample(job.request!), 0, job);
  }

  protected override stop(job: CacheJob): void {
    this.environment.cancelTimer(job.timer);
  }

  #serve(job: CacheJob): void {
    const { operation } = job.request!;
    if (operation === this.#read) this.#lookUp(job);
    else if (operation === this.#write) this.#fill(job);
    else if (operation === this.#delete) this.#invalidate(job);
    else this.finish(job, NOT_FOUND, 0, 0);
  }

  #lookUp(job: CacheJob): void {
    const request = job.request!;
    const contents = this.#contents;
    const before = contents.entries;
    const slot = contents.find(request.key, this.environment.now());
    if (contents.entries !== before) this.#recording.holds(contents);
    if (slot < 0) {
      this.#recording.misses.add(1);
      this.finish(job, NOT_FOUND, 0, 0, OK);
      return;
    }
    const version = contents.version(slot);
    this.#recording.hit(request, version);
    this.finish(job, OK, contents.size(slot), version);
  }

  #fill(job: CacheJob): void {
    const { key, version, size } = job.request!;
    const kept = this.#contents.fill(key, version, size, this.environment.now());
    if (kept === 'kept') this.#recording.fills.add(1);
    else if (kept === 'too-large') this.#recording.tooLarge.add(1);
    else this.#recording.refused();
    this.#recording.holds(this.#contents);
    this.finish(job, OK, 0, version);
  }

  #invalidate(job: CacheJob): void {
    if (this.#contents.invalidate(job.request!.key)) {
      this.#recording.invalidated.add(1);
      this.#recording.holds(this.#contents);
    }
    this.finish(job, OK, 0, 0);
  }
}
