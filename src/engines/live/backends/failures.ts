import { hideSecrets } from '../../../core/hide-secrets.js';

/** Different messages that are kept; a server that fails says the same few things over and over. */
const KEPT = 8;

/** How often commands failed, by what was said about it: plain data. */
export type FailureCounts = ReadonlyMap<string, number>;

export class Failures {
  readonly #counts = new Map<string, number>();

  add(error: unknown): void {
    const text = hideSecrets(messageOf(error));
    if (this.#counts.has(text) || this.#counts.size < KEPT) this.#counts.set(text, (this.#counts.get(text) ?? 0) + 1);
  }

  get counts(): FailureCounts {
    return this.#counts;
  }
}

/** For the warnings of a result: what the instances of one node met with, the most frequent first. */
export function failureWarnings(node: string, instances: readonly FailureCounts[]): string[] {
  const sums = new Map<string, number>();
  for (const [text, count] of instances.flatMap((counts) => [...counts])) sums.set(text, (sums.get(text) ?? 0) + count);
  const all = [...sums].toSorted(([, left], [, right]) => right - left).slice(0, KEPT);
  return all.map(([text, count]) => `${count} ${count === 1 ? 'command' : 'commands'} of ${node} failed: ${text}.`);
}

/** What clients say in their own words, in those of a reader. */
const SAID: readonly (readonly [pattern: RegExp, text: string])[] = [
  [/enableOfflineQueue/, 'there is no connection to the server'],
  [
    /max retries per request|^Connection is closed|CONNECTION_(?:CLOSED|DESTROYED|ENDED)/,
    'the connection to the server was lost',
  ],
  [/CONNECT_TIMEOUT/, 'the server did not answer a new connection'],
];

/** What is to be said of an error from a client: of several addresses that were tried, what the first answered. */
export function messageOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return messageOf(error.errors[0]);
  const text = error instanceof Error ? error.message : String(error);
  const known = SAID.find(([pattern]) => pattern.test(text));
  return known === undefined ? text.replace(/\s+/g, ' ').replace(/\.$/, '') : known[1];
}
