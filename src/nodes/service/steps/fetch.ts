import { isSuccess } from '../../../core/status.js';
import type { Activity } from '../../../environment/activity.js';
import type { Reply } from '../../../environment/reply.js';
import type { Compiled } from '../../../language/expression/compile.js';
import { condition, type Expression } from '../../../language/schemas/amounts.js';
import { name } from '../../../language/schemas/scalars.js';
import { either, list, object, optional, required, transform } from '../../../language/schemas/structures.js';
import { RequestVariables } from '../../../protocols/station/request-variables.js';
import type { CallSite } from '../program/call-site.js';
import { CALLING, FAILED, Instruction, NEXT, type Progress } from '../program/instruction.js';
import type { Machine } from '../program/machine.js';
import type { ServiceJob } from '../program/service-job.js';
import { callConfig, type CallConfig, callOf } from './call-config.js';
import type { StepDefinition } from './step.js';

/** One cache of the way: where it is read, and where it is filled. */
interface FetchLevel {
  readonly read: CallSite;
  readonly write: CallSite;
}

/** `job.stage` is the level that was asked; behind the last level comes the origin. A cache that fails is as good as a miss. */
class Fetch extends Instruction {
  readonly #variables = new RequestVariables();

  constructor(
    readonly levels: readonly FetchLevel[],
    readonly origin: CallSite,
    readonly fillIf: Compiled | null,
  ) {
    super();
  }

  override run(job: ServiceJob, machine: Machine): Progress {
    job.beganAt = machine.environment.now();
    job.stage = -1;
    return this.#next(job);
  }

  override reply(job: ServiceJob, reply: Reply): Progress {
    const { stage } = job;
    if (!this.#siteAt(stage).received(job, reply)) return CALLING;
    job.status = job.callStatus;
    job.resultSize = job.callSize;
    if (!isSuccess(job.status)) return stage < this.levels.length ? this.#next(job) : FAILED;
    job.answerSize = job.callSize;
    job.answerVersion = job.callVersion;
    if (this.#worthFilling(job)) {
      for (let level = 0; level < stage; level++) this.levels[level]!.write.tell(job, job.callSize, job.callVersion);
    }
    return NEXT;
  }

  override cancel(job: ServiceJob): void {
    this.#siteAt(job.stage).outbound.cancel(job);
  }

  #next(job: ServiceJob): Progress {
    while (++job.stage < this.levels.length) {
      if (this.levels[job.stage]!.read.sendSized(job, 0)) return CALLING;
    }
    if (this.origin.send(job)) return CALLING;
    job.status = job.callStatus;
    return FAILED;
  }

  #siteAt(stage: number): CallSite {
    return stage < this.levels.length ? this.levels[stage]!.read : this.origin;
  }

  /** In `fill-if`, `$size` is the size of what would be kept. */
  #worthFilling(job: ServiceJob): boolean {
    if (this.fillIf === null) return true;
    this.#variables.fill(job.request!, job.bound);
    if (job.callSize > 0) this.#variables.size = job.callSize;
    return this.fillIf.evaluate(this.#variables) !== 0;
  }
}

interface FetchConfig {
  readonly from: readonly string[];
  readonly else: CallConfig;
  readonly 'fill-if': Expression | undefined;
}

export const fetch: StepDefinition<FetchConfig> = {
  name: 'fetch',
  summary:
    'Reads a cache, or several in turn; after a miss calls `else` and fills them without waiting: `fetch: { from: products, else: catalogue }`.',
  reference: 'Cache-aside with look-aside fills: Nishtala et al., Scaling Memcache at Facebook, NSDI 2013',
  engines: ['virtual', 'live', 'theory'],
  schema: () =>
    object({
      from: required(
        either<readonly string[], readonly string[]>({
          scalar: transform(name(), (cache) => [cache]),
          list: list(name(), { min: 1 }),
        }),
        'The cache; or several, the nearest first',
      ),
      else: required(callConfig(), 'What is called after a miss, written as in `call`'),
      'fill-if': optional(condition(), 'Only then is the answer kept; $size is its size'),
    }),
  compile(config, compiler) {
    const levels = config.from.map((to, level) => ({
      read: compiler.callSite({ to, operation: 'read', key: config.else.key }, `/${level}/read`),
      write: compiler.callSite({ to, operation: 'write', key: config.else.key }, `/${level}/write`),
    }));
    const fillIf = config['fill-if'] === undefined ? null : compiler.expression(config['fill-if'], '/fill-if');
    compiler.emit(new Fetch(levels, compiler.callSite(config.else, '/else'), fillIf));
  },
  theory(config, describer) {
    if (config['fill-if'] !== undefined) {
      return [
        { type: 'unknown', reason: 'fill-if keeps some answers and not others, with a chance that is not known beforehand' },
      ];
    }
    // Whoever misses fills every level that missed, the nearest being the last to have been looked at first.
    const fills: Activity[] = [];
    const levels = config.from.map((to) => ({
      read: describer.call({ to, operation: 'read', key: config.else.key }),
      fill: { type: 'tell', call: describer.call({ to, operation: 'write', key: config.else.key }) } as const,
    }));
    const chain = (level: number): readonly Activity[] => {
      if (level === levels.length) return [describer.call(config.else), ...fills];
      const found = [...fills];
      fills.push(levels[level]!.fill);
      return [{ type: 'lookup', call: levels[level]!.read, found, missing: chain(level + 1) }];
    };
    return chain(0);
  },
  calls: (config) => [
    ...config.from.flatMap((target) => [
      { target, operation: 'read' },
      { target, operation: 'write' },
    ]),
    callOf(config.else),
  ],
};
