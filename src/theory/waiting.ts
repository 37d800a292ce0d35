/** What arrivals at a queue go through before they are served. */
export interface Waiting {
  /** The share of arrivals that have to wait at all. */
  readonly probability: number;
  /** Over all arrivals, those that do not wait included. */
  readonly mean: number;
}
