import { InputError, type Problem } from '../core/problem.js';
import type { GroupModel, Model } from '../environment/model.js';
import { formatShare } from '../language/quantities.js';
import type { EngineParts } from './parts.js';

/** The same Model with that share of its load, 0..1. Throws InputError with all that cannot be scaled. */
export function scaleModel(model: Model, share: number, parts: EngineParts): Model {
  if (share === 1) return model;
  const problems: Problem[] = [];
  const groups = model.groups.map((group): GroupModel => {
    const scaled = parts.kind(group.kind).scaled?.(group.config, share);
    if (scaled === undefined) return group;
    if (!('problem' in scaled)) return { ...group, config: scaled.value };
    const message = `${group.name} cannot have ${formatShare(share)} of its load: ${scaled.problem}`;
    problems.push({ message, hint: scaled.hint });
    return group;
  });
  if (problems.length > 0) throw new InputError(problems);
  return { ...model, groups };
}
