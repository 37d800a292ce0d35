import { catalogue } from '../catalogue/catalogue.js';
import { nearest } from '../core/nearest.js';
import { InputError } from '../core/problem.js';
import type { Described } from '../core/definition.js';
import { type DescribedKey, listingText, memberText, type ListingOptions } from '../reporters/listing-text.js';
import type { Schema } from '../language/schema.js';
import type { Field, Fields } from '../language/schemas/object-schema.js';
import type { MetricDeclaration } from '../metrics/declaration.js';
import type { Parameter } from '../random/distribution.js';
import { loadPlugins } from './load-plugins.js';

export interface ListOptions extends ListingOptions {
  readonly plugins?: readonly string[] | undefined;
}

/** What a definition may have beyond its description, by the family it belongs to. */
type Member = Described & {
  readonly schema?: (vocabulary: typeof catalogue) => Schema<unknown>;
  readonly metrics?: readonly MetricDeclaration[];
  readonly parameters?: readonly Parameter[];
};

const DIMENSIONS: Readonly<Record<Parameter['dimension'], string>> = {
  value: 'a quantity, such as 5ms or 2KB',
  count: 'a count, such as 8 or 10k',
  ratio: 'a share, such as 5%',
  number: 'a number, such as 0.9',
  file: 'the path of a file',
};

/** Families that are not policies; everything else is chosen by `policy:`. */
const NOT_POLICIES = new Set(['nodes', 'steps', 'faults', 'changes', 'arrivals', 'distributions', 'keys', 'traces']);

/** Everything that scenarios can name; one family; or one member with its keys and metrics. Throws InputError for an unknown name. */
export async function list(name: string | undefined, options: ListOptions): Promise<string> {
  await loadPlugins(options.plugins ?? [], catalogue);
  const families = [...catalogue.registries()].map(([family, registry]) => ({ family, members: registry.all() as Member[] }));
  const filled = families.filter(({ members }) => members.length > 0);
  if (name === undefined)
    return listingText([...filled, { family: 'workloads', members: [catalogue.kind('workload')] }], options);
  if (name === 'policies')
    return listingText(
      filled.filter(({ family }) => !NOT_POLICIES.has(family)),
      options,
    );
  const family = filled.find((one) => one.family === name);
  if (family !== undefined) return listingText([family], options);
  const all = [...filled.flatMap(({ family: of, members }) => members.map((member) => ({ of, member }))), workload()];
  const found = all.filter(({ member }) => member.name === name);
  if (found.length > 0) return found.map(({ of, member }) => memberText(described(of, member), options)).join('\n');
  const known = [...filled.map((one) => one.family), 'policies', ...all.map(({ member }) => member.name)];
  const meant = nearest(name, known);
  throw new InputError([
    {
      message: `there is nothing named ${name}`,
      hint: meant === undefined ? 'sysdesign list shows everything' : `did you mean ${meant}?`,
    },
  ]);
}

function workload(): { of: string; member: Member } {
  return { of: 'workloads', member: catalogue.kind('workload') };
}

function described(family: string, member: Member) {
  const { name, summary, reference } = member;
  const parameters = (member.parameters ?? []).map((parameter) => ({
    key: parameter.name,
    value: DIMENSIONS[parameter.dimension],
    fallback: '',
    summary: parameter.summary,
  }));
  const schema = member.schema?.(catalogue);
  const fields = schema !== undefined && 'fields' in schema ? (schema.fields as Fields) : {};
  const metrics = (member.metrics ?? []).map((metric) => ({
    name: metric.type === 'distribution' ? `${metric.name}.{mean,p50,..,max}` : metric.name,
    unit: metric.unit,
    summary: metric.summary,
  }));
  return { family, name, summary, reference, parameters, keys: Object.entries(fields).map(keyOf), metrics };
}

function keyOf([key, field]: [string, Field<unknown>]): DescribedKey {
  const fallback = { required: 'required', optional: '', defaulted: `default ${plain(field.default)}` }[field.presence];
  return { key, value: field.schema.expected, fallback, summary: field.summary };
}

function plain(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
