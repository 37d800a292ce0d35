import { MICROSECOND } from '../../core/time.js';
import type { DistributionConfig } from '../../random/distribution.js';
import type { Calibration } from '../../scenario/calibration.js';

const HEAD = `# What this machine takes, measured by \`sysdesign calibrate\`. In microseconds; each value is as likely as the others.
# hop: one message between two hosts over the loopback. timer: by how much a timer comes late.
# backends: what real servers take, by scheme, kind of node and operation.
calibration: 1
`;

/** As YAML. Holds no name of a machine and no date: the same measurements give the same bytes. */
export function calibrationText({ hop, timer, backends }: Calibration): string {
  const lines = [...lineOf('hop', hop, ''), ...lineOf('timer', timer, '')];
  const schemes = Object.keys(backends).toSorted();
  if (schemes.length > 0) lines.push('backends:');
  for (const scheme of schemes) {
    lines.push(`  ${scheme}:`);
    for (const kind of Object.keys(backends[scheme]!).toSorted()) {
      lines.push(`    ${kind}:`);
      const operations = backends[scheme]![kind]!;
      for (const operation of Object.keys(operations).toSorted())
        lines.push(...lineOf(operation, operations[operation]!, '      '));
    }
  }
  return `${HEAD}${lines.join('\n')}\n`;
}

function lineOf(name: string, table: DistributionConfig | null, indent: string): string[] {
  if (table?.values === undefined) return [];
  const values = [...table.values].map((value) => Number((value / MICROSECOND).toPrecision(4)));
  return [`${indent}${name}: [${values.join(', ')}]`];
}
