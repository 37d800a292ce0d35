import type { Catalogue } from '../../catalogue/catalogue.js';
import { InputError } from '../../core/problem.js';
import type { ActionModel, Model } from '../../environment/model.js';
import { type FaultRequest, readFault } from './fault-request.js';
import { hostsOnly } from './hosts-only.js';

/** A fault in force. */
export interface StandingFault {
  readonly name: string;
  readonly kind: string;
  readonly target: string;
  readonly options: readonly string[];
  /** Since it began. */
  readonly seconds: number;
}

/** Who does what a fault says. */
export interface Afflicted {
  begin(action: ActionModel): void;
  end(name: string): void;
}

interface Entry {
  readonly request: FaultRequest;
  readonly since: number;
  readonly timer: NodeJS.Timeout | null;
}

const LONGEST_TIMER = 2_147_483_647;

/** Which faults are in force in a running system, by name. */
export class FaultBook {
  readonly #entries = new Map<string, Entry>();
  readonly #numbers = new Map<string, number>();

  constructor(
    private readonly model: Model,
    private readonly catalogue: Catalogue,
    private readonly system: Afflicted,
  ) {}

  /** Gives back the name by which it can be ended. Throws InputError. */
  begin(request: FaultRequest): string {
    const number = (this.#numbers.get(request.kind) ?? 0) + 1;
    const name = `${request.kind}-${number}`;
    const action = readFault(name, request, this.model, this.catalogue);
    this.catalogue.action(action.family, action.kind).create(action.config).begin(hostsOnly, action);
    this.#numbers.set(request.kind, number);
    this.system.begin(action);
    const lasts = action.for / 1e6;
    const timer = lasts <= LONGEST_TIMER ? setTimeout(() => this.end(name), lasts) : null;
    this.#entries.set(name, { request, since: performance.now(), timer });
    return name;
  }

  /** Throws InputError where no such fault is in force. */
  end(name: string): void {
    const entry = this.#entries.get(name);
    if (entry === undefined) {
      const names = [...this.#entries.keys()];
      const hint = names.length === 0 ? 'there is none' : `there are ${names.join(', ')}`;
      throw new InputError([{ message: `no fault named ${name} is in force`, hint }]);
    }
    if (entry.timer !== null) clearTimeout(entry.timer);
    this.#entries.delete(name);
    this.system.end(name);
  }

  list(): StandingFault[] {
    return [...this.#entries].map(([name, { request, since }]) => ({
      name,
      kind: request.kind,
      target: request.target,
      options: request.options,
      seconds: (performance.now() - since) / 1000,
    }));
  }

  /** Takes back the timers, not the faults. */
  close(): void {
    for (const { timer } of this.#entries.values()) if (timer !== null) clearTimeout(timer);
  }
}
