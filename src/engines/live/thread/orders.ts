import type { ActionModel } from '../../../environment/model.js';
import type { Action, World } from '../../../environment/world.js';
import type { EngineParts } from '../../parts.js';

interface Standing {
  readonly action: Action;
  readonly model: ActionModel;
}

/** Faults that somebody asks for while a system is up: they are on no schedule. Each thread does its own part of them. */
export class Orders {
  readonly #standing = new Map<string, Standing>();

  constructor(
    private readonly parts: EngineParts,
    private readonly world: World,
  ) {}

  begin(model: ActionModel): void {
    const action = this.parts.action(model.family, model.kind).create(model.config);
    this.#standing.set(model.name, { action, model });
    action.begin(this.world, model);
  }

  end(name: string): void {
    const { action, model } = this.#standing.get(name)!;
    this.#standing.delete(name);
    action.end(this.world, model);
  }
}
