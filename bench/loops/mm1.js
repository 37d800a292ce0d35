import { stream } from './alea.js';
import { EventHeap } from './event-heap.js';

const ARRIVAL = 0;
const DEPARTURE = 1;

const GAP = 1_250_000;
const SERVICE = 1_000_000;
const MILLISECOND = 1_000_000;

/** One server, one queue: Poisson arrivals at 0.8 per millisecond, exponential service of 1 ms. */
export function mm1(requests, seed = 1) {
  const arrivals = stream(seed, 1);
  const services = stream(seed, 2);
  const events = new EventHeap(8);
  // The requests present stand in a ring by their arrival; the first of them is being served.
  let ring = new Float64Array(1024);
  let head = 0;
  let present = 0;
  let issued = 1;
  let completed = 0;
  let latencies = 0;
  let longest = 0;
  events.push(arrivals.exponential(GAP), ARRIVAL);
  while (events.count > 0) {
    const now = events.at[0];
    if (events.what[0] === ARRIVAL) {
      if (issued < requests) {
        issued++;
        events.replace(now + arrivals.exponential(GAP), ARRIVAL);
      } else {
        events.pop();
      }
      if (present === ring.length) {
        ring = unrolled(ring, head);
        head = 0;
      }
      ring[(head + present) & (ring.length - 1)] = now;
      present++;
      if (present === 1) events.push(now + services.exponential(SERVICE), DEPARTURE);
    } else {
      const latency = now - ring[head];
      head = (head + 1) & (ring.length - 1);
      present--;
      completed++;
      latencies += latency;
      if (latency > longest) longest = latency;
      if (present > 0) events.replace(now + services.exponential(SERVICE), DEPARTURE);
      else events.pop();
    }
  }
  return { requests: completed, mean: latencies / completed / MILLISECOND, longest: longest / MILLISECOND };
}

function unrolled(ring, head) {
  const twice = new Float64Array(ring.length * 2);
  twice.set(ring.subarray(head));
  twice.set(ring.subarray(0, head), ring.length - head);
  return twice;
}
