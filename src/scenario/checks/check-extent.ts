import type { Catalogue } from '../../catalogue/catalogue.js';
import type { Reader } from '../../language/reader.js';
import type { MapSource } from '../../language/source.js';
import { MAX_INSTANCES, MAX_SUBJECTS } from '../limits.js';
import { instanceCount } from '../resolve/layout.js';
import type { Scenario } from '../scenario.js';

/** Reports more nodes than a scenario may have; then nothing else should be looked at. */
export function checkSubjects(root: MapSource, reader: Reader): boolean {
  const sections = ['nodes', 'workloads'].map((key) => root.entries.get(key));
  const total = sections.reduce((sum, section) => sum + (section?.value.kind === 'map' ? section.value.entries.size : 0), 0);
  if (total <= MAX_SUBJECTS) return true;
  const at = (sections[0] ?? sections[1])!.keyAt;
  reader.problems.push({ message: `a scenario may have ${MAX_SUBJECTS} nodes and workloads; this one has ${total}`, at });
  return false;
}

/** Reports more instances than a model may have. The scenario's `inside` has no circle. */
export function checkInstances(scenario: Scenario, catalogue: Catalogue, reader: Reader): boolean {
  let total = 0;
  for (const [name, { at }] of Object.entries(scenario.nodes)) {
    total += instanceCount(name, scenario, catalogue);
    if (total <= MAX_INSTANCES) continue;
    const message = `with the instances of ${name} there are more than ${MAX_INSTANCES}`;
    reader.problems.push({ message, at, text: name, hint: 'describe a smaller system of the same shape' });
    return false;
  }
  return true;
}
