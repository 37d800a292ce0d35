import type { Status } from '../../../core/status.js';
import type { Bytes } from '../../../core/time.js';
import { ZERO } from '../../../core/zero.js';
import { CallingJob } from '../../../protocols/outbound/calling-job.js';

/** A request in a service, or one branch of it: a program counter and a frame. */
export class ServiceJob extends CallingJob {
  /** -1 for one that has not begun. */
  counter = -1;
  /** Of the last step that had a result: whether it succeeded, and what came back. */
  status: Status = 200;
  resultSize: Bytes = 0;
  /** What the answer will carry unless `respond` says otherwise. */
  answerSize: Bytes = 0;
  answerVersion = ZERO;
  /** The timer of the work or wait in progress. */
  timer = ZERO;
  /** How far a step of several calls has come. */
  stage = 0;
  /** What `as` has bound: two numbers per name. Branches share it with their parent. */
  bound: Float64Array;
  /** Counters of loops; shared like `bound`. */
  loops: Int32Array;
  /** Only branches have one. */
  parent: ServiceJob | null = null;
  /** Which of the parent's branches it is. */
  branch = 0;
  /** Of a parent: its branches that are not over yet, and how many; null for one that is. */
  readonly branches: (ServiceJob | null)[] = [];
  openBranches = 0;
  /** Of a parent: what its branches came to. */
  branchStatus: Status = 200;
  /** Of a parent: the branch, in written order, whose answer it took over; -1 for none. */
  answeredBranch = -1;
  readonly #ownBound: Float64Array;
  readonly #ownLoops: Int32Array;

  constructor(boundNames: number, loops: number) {
    super();
    this.#ownBound = new Float64Array(boundNames * 2);
    this.#ownLoops = new Int32Array(loops);
    this.bound = this.#ownBound;
    this.loops = this.#ownLoops;
  }

  /** As a request that has just arrived. */
  begin(counter: number, version: number): void {
    this.parent = null;
    if (this.#ownBound.length > 0) this.#ownBound.fill(0);
    this.bound = this.#ownBound;
    this.loops = this.#ownLoops;
    this.#reset(counter, version);
  }

  /** As a branch of another job. */
  branchOff(parent: ServiceJob, branch: number, counter: number): void {
    this.parent = parent;
    this.branch = branch;
    this.request = parent.request;
    this.bound = parent.bound;
    this.loops = parent.loops;
    this.queued = 0;
    this.coreWaiting = 0;
    this.waiting = 0;
    this.service = 0;
    this.network = 0;
    this.#reset(counter, parent.answerVersion);
  }

  #reset(counter: number, version: number): void {
    this.counter = counter;
    this.status = 200;
    this.resultSize = 0;
    this.answerSize = 0;
    this.answerVersion = version;
    this.pending = 0;
    this.openBranches = 0;
  }
}
