import type { Catalogue } from '../../catalogue/catalogue.js';
import type { Described } from '../../core/definition.js';
import { allBackends } from '../../engines/live/backends/registry.js';
import type { Definition } from '../../language/definition.js';
import type { MetricDeclaration } from '../../metrics/declaration.js';
import type { Schema } from '../../language/schema.js';
import { actionKeys } from '../../scenario/schema/action-schema.js';
import { networkKeys } from '../../scenario/schema/network-schema.js';
import { nodeKeys } from '../../scenario/schema/node-schema.js';
import { fileKeys } from '../../scenario/schema/scenario-schema.js';
import { workloadKeys } from '../../scenario/schema/workload-schema.js';
import { describeKeys } from './keys.js';
import { code, sentence, table } from './markdown.js';
import { describeMetrics } from './metrics.js';

const NOTICE = '<!-- Written by `npm run docs` from the registries; edit the definitions instead. -->\n';

/** An argument of a distribution, or of how keys are drawn. */
interface Argument {
  readonly name: string;
  readonly summary: string;
  readonly dimension?: string;
  readonly schema?: Schema<number>;
}

/** What a definition may have beyond its description, by the family it belongs to. */
type Member = Described &
  Partial<Pick<Definition<unknown, unknown>, 'engines' | 'schema'>> & {
    readonly metrics?: readonly MetricDeclaration[];
    readonly parameters?: readonly Argument[];
  };

/** All pages of docs/reference by file name: the scenario's own keys, a page per family, and an index. */
export function referencePages(catalogue: Catalogue): ReadonlyMap<string, string> {
  const pages = new Map<string, string>();
  pages.set('scenario.md', scenarioPage(catalogue));
  pages.set('workload.md', `${NOTICE}# Workload\n\n${describe(catalogue, catalogue.kind('workload'))}`);
  for (const [family, registry] of catalogue.registries()) {
    const members = registry.all() as readonly Member[];
    if (members.length > 0) pages.set(`${family}.md`, familyPage(catalogue, family, members));
  }
  pages.set('backends.md', backendsPage());
  pages.set('index.md', indexPage(catalogue));
  return new Map([...pages].map(([file, text]) => [file, text.replace(/\n+$/, '\n')]));
}

function scenarioPage(catalogue: Catalogue): string {
  const parts: readonly (readonly [string, Schema<unknown>])[] = [
    ['# Scenario\n\nThe keys of a scenario file.', fileKeys(catalogue)],
    ['## Workloads\n\nBeside the keys of a [workload](workload.md), each may have:', workloadKeys],
    ['## Nodes\n\nBeside the keys of its [kind](nodes.md), each has:', nodeKeys],
    [
      '## Faults and changes\n\nBeside the key that says what happens to whom, and the options of that [fault](faults.md), each has:',
      actionKeys,
    ],
    [
      '## Network and links\n\n`network` holds what every hop between hosts costs; `links` has the same keys for pairs of addresses:',
      networkKeys,
    ],
  ];
  return NOTICE + parts.map(([head, schema]) => `${head}\n\n${describeKeys(schema)}`).join('');
}

function familyPage(catalogue: Catalogue, family: string, members: readonly Member[]): string {
  const overview = table(
    ['name', 'summary'],
    members.map(({ name, summary }) => [`[${name}](#${name})`, sentence(summary)]),
  );
  const entries = members.map((member) => `## ${member.name}\n\n${describe(catalogue, member)}`);
  return `${NOTICE}# ${title(family)}\n\n${overview}${entries.join('')}`;
}

function describe(catalogue: Catalogue, member: Member): string {
  const parameters = table(
    ['argument', 'measures', 'meaning'],
    (member.parameters ?? []).map(({ name, dimension, schema, summary }) => [
      code(name),
      dimension ?? schema?.expected ?? '',
      sentence(summary),
    ]),
  );
  const keys = member.schema === undefined ? '' : describeKeys(member.schema(catalogue));
  const metrics = describeMetrics(member.metrics ?? []);
  return `${sentence(member.summary)}\n\n${parameters}${keys}${metrics}Follows: ${sentence(member.reference)}${engines(member)}\n\n`;
}

function engines({ engines: names }: Member): string {
  return names === undefined ? '' : ` Engines: ${names.join(', ') || 'none'}.`;
}

/** Two may have one name, for two kinds of nodes. */
function backendsPage(): string {
  const rows = allBackends().map(({ kind, name, summary, reference }) => [
    code(kind),
    code(name),
    sentence(summary),
    sentence(reference),
  ]);
  const head = 'Real servers that stand for a node in a live run, by `backend:` of its [kind](nodes.md).';
  return `${NOTICE}# Backends\n\n${head}\n\n${table(['kind of node', 'backend', 'summary', 'follows'], rows)}`;
}

function indexPage(catalogue: Catalogue): string {
  const rows = [...catalogue.registries()]
    .filter(([, registry]) => registry.names().length > 0)
    .map(([family, registry]) => [`[${family}](${family}.md)`, registry.names().map(code).join(' ')]);
  const own = [
    ['[scenario](scenario.md)', 'the keys of a scenario file'],
    ['[workload](workload.md)', 'who asks, when, and for what'],
    ['[backends](backends.md)', 'real servers in the place of nodes'],
  ];
  return `${NOTICE}# Reference\n\n${table(['page', 'holds'], [...own, ...rows])}`;
}

function title(family: string): string {
  const words = family.replaceAll('-', ' ');
  return words[0]!.toUpperCase() + words.slice(1);
}
