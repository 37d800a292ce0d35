import type { Catalogue } from '../catalogue/catalogue.js';
import type { Position, Problem } from '../core/problem.js';
import { checkExpectation } from '../expectations/check-expectation.js';
import type { Expression } from '../language/expression/expression.js';
import { parseExpression } from '../language/expression/parse.js';
import { Reader } from '../language/reader.js';
import type { MapSource, ScalarSource } from '../language/source.js';
import { everyPart } from '../expectations/walk.js';
import { declareArm, declarePartly, type PartlyDeclared } from './declare-arm.js';
import type { ReadArm } from './read-arm.js';

/** What must come out, parsed; every name in it is known. */
export interface CheckedExpectation {
  readonly text: string;
  readonly at: Position;
  readonly expression: Expression;
}

/** An arm of which perhaps nothing but its text is known. */
type NamedSource = Pick<ReadArm, 'model' | 'source'> & { readonly name: string };

/** Parses the expectations, which all arms and variants share, and checks them against what each arm offers. */
export function checkExpectations(
  variants: readonly (readonly NamedSource[])[],
  catalogue: Catalogue,
  problems: Problem[],
): CheckedExpectation[] {
  const first = variants[0]!;
  const reader = new Reader();
  const parsed = writtenIn(first[0]!.source).flatMap(({ text, at }): CheckedExpectation[] => {
    const expression = parseExpression(text, at, reader);
    return expression === undefined ? [] : [{ text, at, expression }];
  });
  for (const arm of first.slice(1)) reportDifferent(first[0]!.source, arm.source, reader);
  for (const variant of variants) {
    const declared = variant.map((arm) => declare(arm, catalogue));
    const unclear = new Set(declared.flatMap((arm) => [...arm.unclear]));
    const arms = declared.map((arm) => arm.declared);
    for (const { text, at, expression } of parsed) {
      if (!mentions(expression, unclear)) checkExpectation(text, expression, at, arms, reader);
    }
  }
  problems.push(...reader.problems);
  return parsed;
}

function declare({ name, model, source }: NamedSource, catalogue: Catalogue): PartlyDeclared {
  if (model === undefined) return declarePartly(name, source, catalogue);
  return { declared: declareArm(model, catalogue), unclear: new Set() };
}

/** Whether a metric is asked of something about which nothing can be said yet. */
function mentions(expression: Expression, names: ReadonlySet<string>): boolean {
  const metrics = everyPart(expression).filter((part) => part.type === 'metric');
  return metrics.some(({ path }) => path.head.some((part) => names.has(part.split(/[/#]/)[0]!)));
}

function writtenIn(source: MapSource): readonly ScalarSource[] {
  const expect = source.entries.get('expect')?.value;
  return expect?.kind === 'list' ? expect.items.filter((item) => item.kind === 'scalar').filter(({ text }) => text !== '') : [];
}

/** An expectation is one text for all arms, so a parameter in it must be the same in all. */
function reportDifferent(first: MapSource, other: MapSource, reader: Reader): void {
  const texts = writtenIn(other);
  for (const [index, { text, at }] of writtenIn(first).entries()) {
    if (texts[index]?.text === text) continue;
    reader.problems.push({
      message: 'a parameter in this expectation differs between arms',
      at,
      text,
      hint: 'write one expectation for each arm',
    });
  }
}
