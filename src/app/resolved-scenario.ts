import type { MapSource } from '../language/source.js';
import { sourceYaml } from '../scenario/load/source-yaml.js';

/** What was really run: the scenario with its bases and every `--set` written into it. */
export function resolvedScenario(file: string, source: MapSource): string {
  return `# ${file} with its bases and settings written into it; paths in it are relative to that file.\n${sourceYaml(source)}`;
}
