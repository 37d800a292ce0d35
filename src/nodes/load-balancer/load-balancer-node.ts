import type { Payload } from '../../core/ids.js';
import { answerable } from '../../core/status.js';
import type { Environment } from '../../environment/environment.js';
import type { Placement } from '../../environment/placement.js';
import type { Reply } from '../../environment/reply.js';
import { type TargetWatch, watchTargets } from '../../protocols/health/target-watch.js';
import type { CallTerms } from '../../protocols/outbound/call-policy.js';
import { CallingJob } from '../../protocols/outbound/calling-job.js';
import { Outbound } from '../../protocols/outbound/outbound.js';
import { placementScope } from '../../protocols/station/placement-scope.js';
import { RequestAmount } from '../../protocols/station/request-amount.js';
import { stationConfig } from '../../protocols/station/station-fields.js';
import { StationNode } from '../../protocols/station/station-node.js';
import type { LoadBalancerConfig } from './load-balancer.js';

class LoadBalancerJob extends CallingJob {
  timer = 0;
}

const SERVED = 0;
const TIMEOUT_PASSED = 1;
const WATCH = 2;

/** Takes a worker, works for its service time, passes the request on, and passes the answer back. */
export class LoadBalancerNode extends StationNode<LoadBalancerJob> {
  readonly #outbound: Outbound;
  readonly #terms: CallTerms;
  readonly #serviceTime: RequestAmount;
  readonly #watch: TargetWatch | null;

  constructor(config: LoadBalancerConfig, environment: Environment, placement: Placement) {
    super(environment, stationConfig(config, config.cores), config['abandoned-work']);
    const route = placement.route(config.targets, environment, config.policy);
    this.#outbound = new Outbound(environment, route, Infinity, TIMEOUT_PASSED);
    this.#watch = watchTargets(config, route, environment, placement, WATCH);
    this.#terms = { timeout: config.timeout ?? null, deadline: config.deadline ?? null, late: config['late-replies'] };
    this.#serviceTime = new RequestAmount(config['service-time'], placementScope(placement), environment, 'service-time');
  }

  override onStart(): void {
    super.onStart();
    this.#watch?.start();
  }

  override onReply(reply: Reply): void {
    if (this.#watch !== null) {
      if (this.#watch.received(reply)) return;
      this.#watch.observe(reply.from, reply.status);
    }
    const job = reply.context as LoadBalancerJob;
    if (this.#outbound.received(job, reply)) this.finish(job, answerable(job.callStatus), job.callSize, job.callVersion);
  }

  override onTimer(code: number, payload: Payload): void {
    if (code === WATCH) {
      this.#watch!.onTimer(payload);
      return;
    }
    const job = payload as LoadBalancerJob;
    if (code === TIMEOUT_PASSED) {
      this.#outbound.timeoutPassed(job);
      return;
    }
    const { worked } = this.environment;
    const waited = this.environment.now() - job.workedFrom - worked;
    job.service += worked;
    job.waiting += waited;
    job.coreWaiting += waited;
    this.#forward(job);
  }

  protected override createJob(): LoadBalancerJob {
    return new LoadBalancerJob();
  }

  protected override begin(job: LoadBalancerJob): void {
    if (this.#serviceTime.zero) {
      this.#forward(job);
      return;
    }
    job.workedFrom = this.environment.now();
    job.timer = this.environment.work(this.#serviceTime.sample(job.request!), SERVED, job);
  }

  protected override stop(job: LoadBalancerJob): void {
    if (job.pending > 0) this.#outbound.cancel(job);
    else this.environment.cancelTimer(job.timer);
  }

  #forward(job: LoadBalancerJob): void {
    const request = job.request!;
    job.beganAt = this.environment.now();
    const sent = this.#outbound.send(job, this.#terms, request.operation, request.key, request.size, request.version);
    if (!sent) this.finish(job, answerable(job.callStatus), 0, 0);
  }
}
