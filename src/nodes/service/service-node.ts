import type { Payload } from '../../core/ids.js';
import { answerable, isSuccess, NOT_FOUND, type Status } from '../../core/status.js';
import type { Nanoseconds } from '../../core/time.js';
import type { Environment } from '../../environment/environment.js';
import type { Placement } from '../../environment/placement.js';
import type { Reply } from '../../environment/reply.js';
import { stationConfig } from '../../protocols/station/station-fields.js';
import { WORKING } from '../../protocols/station/station-job.js';
import { StationNode } from '../../protocols/station/station-node.js';
import { compileProgram } from './program/compile-program.js';
import { CALLING, FAILED, NEXT, PENDING, type Instruction, type Progress } from './program/instruction.js';
import type { Machine } from './program/machine.js';
import { entryOf, type Program } from './program/program.js';
import { runInstruction } from './program/run-instruction.js';
import { ServiceJob } from './program/service-job.js';
import { coresOf, type ServiceConfig } from './service-config.js';
import { COMPUTED, ServiceCalls, TIMEOUT_PASSED, WAITED } from './service-calls.js';

/** Runs one flat program for all operations; a job is a program counter and a frame. */
export class ServiceNode extends StationNode<ServiceJob> implements Machine {
  declare readonly environment: Environment;
  readonly #program: Program;
  readonly #instructions: readonly Instruction[];
  readonly #sites: Uint8Array;
  readonly #releases: boolean;

  constructor(config: ServiceConfig, environment: Environment, placement: Placement) {
    super(environment, stationConfig(config, coresOf(config)), config['abandoned-work']);
    const context = new ServiceCalls(config, environment, placement);
    this.#program = compileProgram(config.operations, placement.model.operations, context);
    this.#instructions = this.#program.instructions;
    this.#sites = this.#program.sites;
    this.#releases = config['worker-during-calls'] === 'released';
  }

  override onReply(reply: Reply): void {
    const job = reply.context as ServiceJob;
    const instruction = this.#instructions[job.counter - 1]!;
    const progress = instruction.reply(job, reply, this);
    if (progress === CALLING) return;
    if (progress === FAILED) job.counter = instruction.failure.address;
    if (this.#releases && job.parent === null && this.station.resume(job) !== WORKING) return;
    this.#run(job);
  }

  override onTimer(code: number, payload: Payload): void {
    const job = payload as ServiceJob;
    if (code === TIMEOUT_PASSED) {
      job.hasSoftTimer = false;
      this.environment.recorder.counter('timeouts').add(1);
      return;
    }
    const elapsed = this.environment.now() - job.workedFrom;
    if (code === WAITED) {
      job.service += elapsed;
    } else {
      const { worked } = this.environment;
      job.service += worked;
      job.waiting += elapsed - worked;
      job.coreWaiting += elapsed - worked;
    }
    this.#run(job);
  }

  compute(job: ServiceJob, amount: Nanoseconds): void {
    job.workedFrom = this.environment.now();
    job.timer = this.environment.work(amount, COMPUTED, job);
  }

  wait(job: ServiceJob, amount: Nanoseconds): void {
    job.workedFrom = this.environment.now();
    job.timer = this.environment.setTimer(job.workedFrom + amount, WAITED, job);
  }

  respond(job: ServiceJob, status: Status): void {
    this.finish(job, answerable(status), job.answerSize, job.answerVersion);
  }

  branch(parent: ServiceJob, branch: number, address: number): void {
    const job = this.take();
    job.branchOff(parent, branch, address);
    parent.branches[branch] = job;
    this.#run(job);
  }

  join(branch: ServiceJob): void {
    const parent = branch.parent!;
    parent.branches[branch.branch] = null;
    if (!isSuccess(branch.status)) {
      if (isSuccess(parent.branchStatus)) parent.branchStatus = branch.status;
    } else if (branch.branch > parent.answeredBranch && (branch.answerSize > 0 || branch.answerVersion !== 0)) {
      parent.answeredBranch = branch.branch;
      parent.answerSize = branch.answerSize;
      parent.answerVersion = branch.answerVersion;
    }
    parent.openBranches--;
    // Whoever joins last was the slowest: where its time went is where the parent's went.
    const last = parent.openBranches === 0;
    if (last) this.#takeOverParts(parent, branch);
    this.put(branch);
    if (last) this.#run(parent);
  }

  protected override createJob(): ServiceJob {
    return new ServiceJob(this.#program.boundNames, this.#program.loops);
  }

  /** For the first time, or again with a worker that it had given up. */
  protected override begin(job: ServiceJob): void {
    if (job.counter < 0) {
      const request = job.request!;
      const entry = entryOf(this.#program, request.operation);
      job.begin(entry, request.version);
      if (entry < 0) {
        this.finish(job, NOT_FOUND, 0, 0);
        return;
      }
    }
    this.#run(job);
  }

  protected override stop(job: ServiceJob): void {
    if (job.openBranches > 0) {
      this.#stopBranches(job);
      return;
    }
    this.environment.cancelTimer(job.timer);
    if (job.pending > 0) this.#instructions[job.counter - 1]!.cancel(job);
  }

  protected override put(job: ServiceJob): void {
    job.counter = -1;
    super.put(job);
  }

  #run(job: ServiceJob): void {
    const instructions = this.#instructions;
    let progress: Progress = NEXT;
    while (progress !== PENDING) {
      const at = job.counter++;
      progress = runInstruction(this.#sites[at]!, instructions, at, job, this);
      if (progress === NEXT) continue;
      if (progress === FAILED) {
        job.counter = instructions[at]!.failure.address;
      } else if (progress === CALLING) {
        if (this.#releases && job.parent === null) this.#release(job);
        return;
      }
    }
  }

  #release(job: ServiceJob): void {
    this.station.release(job);
    this.dispatch();
  }

  #takeOverParts(parent: ServiceJob, branch: ServiceJob): void {
    parent.waiting += branch.waiting;
    parent.service += branch.service;
    parent.network += branch.network;
    parent.coreWaiting += branch.coreWaiting;
  }

  #stopBranches(job: ServiceJob): void {
    for (const [index, branch] of job.branches.entries()) {
      if (branch === null) continue;
      job.branches[index] = null;
      this.stop(branch);
      this.put(branch);
    }
    job.openBranches = 0;
  }
}
