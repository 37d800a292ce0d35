import type { Described } from './definition.js';
import { InputError } from './problem.js';

/** The members of one family by name. A family's registry.ts only lists; plugins add at start-up, before any scenario is read. */
export class Registry<Member extends Described> {
  readonly #members = new Map<string, Member>();

  constructor(
    /** As a reader would say it: "eviction policy". */
    readonly family: string,
    members: readonly Member[],
  ) {
    for (const member of members) this.add(member);
  }

  add(member: Member): void {
    if (this.#members.has(member.name)) {
      throw new InputError([
        { message: `there is already a ${this.family} named ${member.name}`, hint: 'give the plugin another name' },
      ]);
    }
    this.#members.set(member.name, member);
  }

  get(name: string): Member | undefined {
    return this.#members.get(name);
  }

  /** Sorted, so that nothing depends on the order of a list. */
  names(): string[] {
    return [...this.#members.keys()].toSorted();
  }

  all(): Member[] {
    return this.names().map((name) => this.#members.get(name)!);
  }
}
