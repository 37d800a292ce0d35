import type { ActionModel } from '../../../environment/model.js';
import type { Action, World } from '../../../environment/world.js';
import type { EngineParts } from '../../parts.js';

/** Faults that somebody asked for while the nodes were running, until they are ended by their names. */
export class AskedFaults {
  readonly #begun = new Map<string, { readonly action: Action; readonly model: ActionModel }>();

  constructor(
    private readonly parts: EngineParts,
    private readonly world: World,
  ) {}

  begin(model: ActionModel): void {
    const action = this.parts.action(model.family, model.kind).create(model.config);
    this.#begun.set(model.name, { action, model });
    action.begin(this.world, model);
  }

  end(name: string): void {
    const begun = this.#begun.get(name);
    this.#begun.delete(name);
    begun?.action.end(this.world, begun.model);
  }
}
