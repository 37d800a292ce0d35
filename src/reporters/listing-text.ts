import { padded } from './display-width.js';
import { inkFor, type Ink } from './ink.js';
import type { ReportOptions } from './reporter.js';
import { wrap } from './wrap.js';

export type ListingOptions = ReportOptions;

interface Named {
  readonly name: string;
  readonly summary: string;
}

export interface DescribedKey {
  readonly key: string;
  /** What may stand there. */
  readonly value: string;
  /** `required`, `default 5s`, or nothing. */
  readonly fallback: string;
  readonly summary: string;
}

/** Something that scenarios can name, with all that is known of it. */
export interface DescribedMember extends Named {
  readonly family: string;
  readonly reference: string;
  /** Arguments in parentheses. */
  readonly parameters: readonly DescribedKey[];
  readonly keys: readonly DescribedKey[];
  readonly metrics: readonly { readonly name: string; readonly unit: string; readonly summary: string }[];
}

/** Families with their members, each on as many lines as its summary takes. */
export function listingText(
  families: readonly { readonly family: string; readonly members: readonly Named[] }[],
  options: ListingOptions,
): string {
  const ink = inkFor(options.colour);
  const names = Math.max(...families.flatMap(({ members }) => members.map(({ name }) => name.length)));
  const blocks = families.map(({ family, members }) => [
    ink.strong(family),
    ...members.flatMap(({ name, summary }) => entry(ink.accent(padded(name, names)), names, summary, options.width)),
  ]);
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

/** One member: what it is, what it takes, and what it measures. */
export function memberText(member: DescribedMember, { width, colour }: ListingOptions): string {
  const ink = inkFor(colour);
  const sections = [
    [
      `${ink.strong(member.name)} ${ink.dim(`(${member.family})`)}`,
      ...wrap(sentence(member.summary), width),
      ...wrap(`Follows ${sentence(member.reference)}`, width).map(ink.dim),
    ],
    keySection('Arguments', member.parameters, width, ink),
    keySection('Keys', member.keys, width, ink),
    metricSection(member.metrics, width, ink),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function keySection(title: string, keys: readonly DescribedKey[], width: number, ink: Ink): string[] {
  if (keys.length === 0) return [];
  const names = Math.max(...keys.map(({ key }) => key.length));
  return [
    ink.strong(title),
    ...keys.flatMap(({ key, value, fallback, summary }) => {
      const text = `${sentence(summary)} ${value[0]?.toUpperCase() ?? ''}${value.slice(1)}${fallback === '' ? '' : `; ${fallback}`}.`;
      return entry(ink.accent(padded(key, names)), names, text, width);
    }),
  ];
}

function metricSection(metrics: DescribedMember['metrics'], width: number, ink: Ink): string[] {
  if (metrics.length === 0) return [];
  const names = Math.max(...metrics.map(({ name }) => name.length));
  return [
    ink.strong('Metrics'),
    ...metrics.flatMap(({ name, unit, summary }) =>
      entry(ink.accent(padded(name, names)), names, `${sentence(summary)} (${unit})`, width),
    ),
  ];
}

function entry(painted: string, names: number, text: string, width: number): string[] {
  const indent = names + 4;
  const [first = '', ...rest] = wrap(text, Math.max(30, width - indent));
  return [`  ${painted}  ${first}`.trimEnd(), ...rest.map((line) => ' '.repeat(indent) + line)];
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
