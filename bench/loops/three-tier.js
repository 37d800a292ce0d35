import { stream } from './alea.js';
import { EventHeap } from './event-heap.js';
import { Slots } from './slots.js';

const ARRIVAL = 0;
const COMPUTED = 1;
const WAITED = 2;
const ANSWERED = 3;
/** An event is a slot's number times four and its type. */
const TYPE_BITS = 2;

const REPLICAS = 4;
const CORES = 2;
const DATABASE_WORKERS = 8;

const GAP = 1_000_000;
const COMPUTE = 6_000_000;
const WAIT = 500_000;
const QUERY = 30_000_000;
const MILLISECOND = 1_000_000;

/**
 * Poisson arrivals of 1 per millisecond go in turn to 4 replicas of 2 cores; each request computes for 6 ms (exponential),
 * waits 0.5 ms, and one in five calls a database of 8 workers at 30 ms (exponential). All lines are first come, first
 * served.
 */
export function threeTier(requests, seed = 1) {
  const arrivals = stream(seed, 1);
  const computes = stream(seed, 2);
  const choices = stream(seed, 3);
  const queries = stream(seed, 4);
  const events = new EventHeap();
  const slots = new Slots();
  const busy = new Int32Array(REPLICAS + 1);
  let turn = 0;
  let issued = 1;
  let completed = 0;
  let latencies = 0;
  let longest = 0;
  let computing = 0;
  let querying = 0;
  let queried = 0;
  events.push(arrivals.exponential(GAP), ARRIVAL);
  while (events.count > 0) {
    const now = events.at[0];
    const what = events.what[0];
    const type = what & 3;
    let slot = what >> TYPE_BITS;
    if (type === ARRIVAL) {
      if (issued < requests) {
        issued++;
        events.replace(now + arrivals.exponential(GAP), ARRIVAL);
      } else {
        events.pop();
      }
      slot = slots.take(now, turn);
      if (busy[turn] < CORES) {
        busy[turn]++;
        events.push(now + computes.exponential(COMPUTE), (slot << TYPE_BITS) | COMPUTED);
      } else {
        slots.enqueue(turn, slot);
      }
      turn = (turn + 1) & 3;
      continue;
    }
    if (type === COMPUTED) {
      const replica = slots.place[slot];
      computing += now - slots.since[slot];
      events.replace(now + WAIT, (slot << TYPE_BITS) | WAITED);
      const next = slots.dequeue(replica);
      if (next < 0) busy[replica]--;
      else events.push(now + computes.exponential(COMPUTE), (next << TYPE_BITS) | COMPUTED);
      continue;
    }
    if (type === WAITED) {
      if (choices.uniform() < 0.2) {
        slots.since[slot] = now;
        if (busy[REPLICAS] < DATABASE_WORKERS) {
          busy[REPLICAS]++;
          events.replace(now + queries.exponential(QUERY), (slot << TYPE_BITS) | ANSWERED);
        } else {
          slots.enqueue(REPLICAS, slot);
          events.pop();
        }
        continue;
      }
      events.pop();
    } else {
      queried++;
      querying += now - slots.since[slot];
      const next = slots.dequeue(REPLICAS);
      if (next < 0) {
        busy[REPLICAS]--;
        events.pop();
      } else {
        events.replace(now + queries.exponential(QUERY), (next << TYPE_BITS) | ANSWERED);
      }
    }
    const latency = now - slots.due[slot];
    completed++;
    latencies += latency;
    if (latency > longest) longest = latency;
    slots.release(slot);
  }
  return {
    requests: completed,
    mean: latencies / completed / MILLISECOND,
    longest: longest / MILLISECOND,
    computing: computing / completed / MILLISECOND,
    querying: querying / queried / MILLISECOND,
  };
}
