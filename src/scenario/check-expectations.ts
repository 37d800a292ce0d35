import type { Catalogue } from '../catalogue/catalogue.js';
import type { Position, Problem } from '../core/problem.js';
import { checkExpectation } from '../expectations/check-expectation.js';
import type { Expression } from '../language/expression/expression.js';
import { parseExpression } from '../language/expression/parse.js';
import { Reader } from '../language/reader.js';
import type { MapSource, ScalarSource } from '../language/source.js';
import { declareArm } from './declare-arm.js';
import type { ReadArm } from './read-arm.js';

/** What must come out, parsed; every name in it is known. */
export interface CheckedExpectation {
  readonly text: string;
  readonly at: Position;
  readonly expression: Expression;
}

/** Parses the expectations, which all arms and variants share, and checks them against what each arm offers. */
export function checkExpectations(
  variants: readonly (readonly ReadArm[])[],
  catalogue: Catalogue,
  problems: Problem[],
): CheckedExpectation[] {
  const arms = variants[0]!;
  const reader = new Reader();
  const parsed = writtenIn(arms[0]!.source).flatMap(({ text, at }): CheckedExpectation[] => {
    const expression = parseExpression(text, at, reader);
    return expression === undefined ? [] : [{ text, at, expression }];
  });
  for (const arm of arms.slice(1)) reportDifferent(arms[0]!.source, arm.source, reader);
  for (const variant of variants) {
    const models = variant.map(({ model }) => model).filter((model) => model !== undefined);
    if (models.length < variant.length) continue;
    const declared = models.map((model) => declareArm(model, catalogue));
    for (const { text, at, expression } of parsed) checkExpectation(text, expression, at, declared, reader);
  }
  problems.push(...reader.problems);
  return parsed;
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
