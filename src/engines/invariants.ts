import { CHECKS_ANSWERED } from '../environment/health-check.js';
import type { NodeId } from '../core/ids.js';
import type { Nanoseconds } from '../core/time.js';
import type { InvariantResult } from '../metrics/measurements.js';
import type { Occupancy } from '../metrics/occupancy.js';
import type { Timeline } from '../metrics/timeline.js';
import type { Model } from '../environment/model.js';
import type { Recorder } from '../metrics/recorder.js';

/** How far the two sides of Little's law may lie apart, relative to the larger. */
const TOLERANCE = 1e-9;

/** What an engine saw of the requests itself, beside what the nodes wrote down. */
export interface Witness {
  readonly model: Model;
  readonly timeline: Timeline;
  /** By NodeId; undefined for what another thread runs. */
  readonly recorders: readonly (Recorder | undefined)[];
  /** Requests that reached this instance. */
  received(self: NodeId): number;
  /** For how long requests were with this instance between two edges of the timeline; -1 is the start of the run. */
  stayed(self: NodeId, from: number, to: number): Nanoseconds;
}

/** What every run must satisfy, whatever the scenario: each request is somewhere, and Little's law closes at each place. */
export function checkInvariants(witness: Witness): InvariantResult[] {
  const { model, timeline } = witness;
  const results: InvariantResult[] = [];
  for (const [self, instance] of model.instances.entries()) {
    const recorder = witness.recorders[self];
    if (recorder === undefined) continue;
    if (recorder.counters.has('requests')) results.push(nodeConservation(recorder, instance.name, witness.received(self)));
    if (recorder.tallies.size > 0) results.push(workloadConservation(recorder, instance.name, timeline));
    for (const [place, occupancy] of recorder.occupancies) {
      const counted = (from: number, to: number): Nanoseconds => occupancy.staysBetween(from, to);
      results.push(littlesLaw(`${instance.name} ${place}`, occupancy, counted, timeline));
    }
    const present = recorder.occupancies.get('present');
    const seen = (from: number, to: number): Nanoseconds => witness.stayed(self, from, to);
    if (present !== undefined) results.push(littlesLaw(`${instance.name} as seen from outside`, present, seen, timeline));
  }
  return results;
}

/** Each request that came in has been answered in one way, was lost in a crash, or is still there. */
function nodeConservation(recorder: Recorder, subject: string, received: number): InvariantResult {
  const total = (counter: string): number => recorder.counters.get(counter)?.total ?? 0;
  const ended = ['ok', 'failed', 'rejected', 'timed-out', 'cancelled', 'lost'].map(total).reduce((sum, count) => sum + count, 0);
  const present = recorder.occupancies.get('present')?.present ?? 0;
  // Checks that were answered at the door came in as well.
  const requests = received - total(CHECKS_ANSWERED);
  return {
    name: 'conservation',
    subject,
    holds: total('requests') === ended + present && total('requests') === requests,
    detail: `${requests} received = ${ended} ended + ${present} present`,
  };
}

/** Each request that was due has ended in one way, was lost when the workload itself crashed, or is still in flight. */
function workloadConservation(recorder: Recorder, subject: string, timeline: Timeline): InvariantResult {
  let issued = 0;
  let finished = 0;
  for (const tally of recorder.tallies.values()) {
    const totals = tally.between(0, timeline.segmentEdges.length);
    issued += totals.issued;
    finished += totals.finished();
  }
  const inFlight = recorder.occupancies.get('in-flight')?.present ?? 0;
  const lost = recorder.counters.get('lost')?.total ?? 0;
  return {
    name: 'conservation',
    subject,
    holds: issued === finished + lost + inFlight,
    detail: `${issued} issued = ${finished} finished + ${lost} lost + ${inFlight} in flight`,
  };
}

/** In every window, the integral of the number present is the sum of the stays. */
function littlesLaw(
  subject: string,
  occupancy: Occupancy,
  staysBetween: (from: number, to: number) => Nanoseconds,
  timeline: Timeline,
): InvariantResult {
  let worst = -1;
  let detail = '';
  for (const to of timeline.edges.keys()) {
    const integral = occupancy.between(to - 1, to);
    const stays = staysBetween(to - 1, to);
    const apart = Math.abs(integral - stays) / Math.max(1, integral, stays);
    if (apart <= worst) continue;
    worst = apart;
    detail = `${integral} ns of occupancy, ${stays} ns of stays`;
  }
  return { name: "Little's law", subject, holds: worst <= TOLERANCE, detail };
}
