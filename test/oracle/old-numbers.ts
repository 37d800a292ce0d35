/** Queues longer than this are left out: at the loads of the tests they have a probability far below 1e-6. */
const LONGEST = 80;
const SIZE = LONGEST + 1;
/** In service times. */
const STEP = 0.1;
const ENOUGH = 1e-6;

/**
 * The mean sojourn time where each arrival joins the shortest of `choices` random queues as they were when all lengths were last
 * read off, every `period` service times, of ever more M/M/1 servers with a mean service time of 1 (Mitzenmacher, How Useful Is
 * Old Information?, 2000: the periodic update model). Between two readings a server that had i requests sees Poisson arrivals at
 * a rate that depends on i alone; the lengths at the readings converge to a fixed point.
 */
export function oldNumbers(arrivalRate: number, choices: number, period: number): number {
  let lengths = new Float64Array(SIZE);
  lengths[0] = 1;
  for (;;) {
    const after = new Float64Array(SIZE);
    const mean = phase(lengths, after, arrivalRate, choices, period);
    const change = after.reduce((sum, share, length) => sum + Math.abs(share - lengths[length]!), 0);
    lengths = after;
    if (change < ENOUGH) return mean / arrivalRate;
  }
}

/** From the lengths at one reading to those at the next; answers the mean number at a server in between. */
function phase(before: Float64Array, after: Float64Array, arrivalRate: number, choices: number, period: number): number {
  let mean = 0;
  let longer = 1;
  for (let length = 0; length < SIZE; length++) {
    const share = before[length]!;
    const least = longer;
    longer = Math.max(0, longer - share);
    if (share < 1e-10) continue;
    const rate = (arrivalRate * (least ** choices - longer ** choices)) / share;
    const present = new Float64Array(SIZE);
    present[length] = 1;
    mean += share * evolve(present, rate, period);
    for (let then = 0; then < SIZE; then++) after[then]! += share * present[then]!;
  }
  return mean;
}

/** An M/M/1 queue of this distribution, `period` later; answers its mean length in between. Runge-Kutta of order four. */
function evolve(present: Float64Array, rate: number, period: number): number {
  const steps = Math.max(1, Math.ceil(period / STEP));
  const step = period / steps;
  const changes = [0, 1, 2, 3].map(() => new Float64Array(SIZE));
  const between = new Float64Array(SIZE);
  let area = 0;
  for (let done = 0; done < steps; done++) {
    const was = meanOf(present);
    changeOf(present, rate, changes[0]!);
    for (const stage of [1, 2, 3]) {
      const ahead = stage === 3 ? step : step / 2;
      const slope = changes[stage - 1]!;
      for (let length = 0; length < SIZE; length++) between[length] = present[length]! + ahead * slope[length]!;
      changeOf(between, rate, changes[stage]!);
    }
    const [first, second, third, fourth] = changes as [Float64Array, Float64Array, Float64Array, Float64Array];
    for (let length = 0; length < SIZE; length++) {
      const slope = first[length]! + 2 * second[length]! + 2 * third[length]! + fourth[length]!;
      present[length]! += (step / 6) * slope;
    }
    area += ((was + meanOf(present)) / 2) * step;
  }
  return area / period;
}

function changeOf(present: Float64Array, rate: number, change: Float64Array): void {
  for (let length = 0; length < SIZE; length++) {
    const came = length > 0 ? rate * present[length - 1]! : 0;
    const left = length < LONGEST ? present[length + 1]! : 0;
    const out = (length > 0 ? 1 : 0) + (length < LONGEST ? rate : 0);
    change[length] = came + left - out * present[length]!;
  }
}

function meanOf(present: Float64Array): number {
  let sum = 0;
  for (let length = 0; length < SIZE; length++) sum += present[length]! * length;
  return sum;
}
