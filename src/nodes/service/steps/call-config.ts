import type { Nanoseconds } from '../../../core/time.js';
import type { Schema } from '../../../language/schema.js';
import { amount, type Amount, expression, type Expression } from '../../../language/schemas/amounts.js';
import { name, parseName, text } from '../../../language/schemas/scalars.js';
import { either, object, optional, required, transform } from '../../../language/schemas/structures.js';
import { termFields } from '../../../protocols/outbound/call-policy.js';
import type { StepCall } from './step.js';

/** `orders`, `orders.write`, or the long form. */
export interface CallConfig {
  readonly to: string;
  /** undefined passes on the operation in which the step stands. */
  readonly operation: string | undefined;
  readonly key: Expression | undefined;
  readonly size: Amount | undefined;
  readonly timeout: Nanoseconds | null | undefined;
  readonly deadline: Nanoseconds | 'inherit' | null | undefined;
}

const short: Schema<CallConfig> = transform(text(), (written, source, reader) => {
  const dot = written.indexOf('.');
  const to = dot < 0 ? written : written.slice(0, dot);
  const operation = dot < 0 ? undefined : written.slice(dot + 1);
  for (const part of operation === undefined ? [to] : [to, operation]) {
    const parsed = parseName(part);
    if ('problem' in parsed) return reader.report(source, `${JSON.stringify(part)} is no name: ${parsed.problem}`, parsed.hint);
  }
  return { to, operation, key: undefined, size: undefined, timeout: undefined, deadline: undefined };
});

export function callConfig(): Schema<CallConfig> {
  return either({
    scalar: short,
    map: object({
      to: required(name(), 'The node that is called'),
      operation: optional(name(), 'What it is asked to do; without it, what this service was asked to do'),
      key: optional(
        expression('number'),
        'About which key; $key without it. A number beyond the last key begins again at the first',
      ),
      size: optional(amount('size'), "Bytes that are sent; those of this service's request without it"),
      ...termFields(),
    }),
  });
}

export function callOf(config: CallConfig): StepCall {
  return { target: config.to, operation: config.operation ?? null };
}
