/** A 4-ary heap of events with their instants inline; `what` is any integer. Grows by doubling. */
export class EventHeap {
  constructor(capacity = 1024) {
    this.count = 0;
    this.at = new Float64Array(capacity);
    this.what = new Int32Array(capacity);
  }

  push(at, what) {
    if (this.count === this.at.length) this.grow();
    let hole = this.count++;
    const instants = this.at;
    const whats = this.what;
    while (hole > 0) {
      const parent = (hole - 1) >> 2;
      if (instants[parent] <= at) break;
      instants[hole] = instants[parent];
      whats[hole] = whats[parent];
      hole = parent;
    }
    instants[hole] = at;
    whats[hole] = what;
  }

  /** Takes the first event away; read `at[0]` and `what[0]` before. */
  pop() {
    const last = --this.count;
    if (last > 0) this.sink(this.at[last], this.what[last]);
  }

  /** One step for taking the first event away and putting this one in. */
  replace(at, what) {
    this.sink(at, what);
  }

  sink(at, what) {
    const instants = this.at;
    const whats = this.what;
    const count = this.count;
    let hole = 0;
    for (;;) {
      const first = (hole << 2) + 1;
      if (first >= count) break;
      const end = first + 4 < count ? first + 4 : count;
      let least = first;
      let instant = instants[first];
      for (let child = first + 1; child < end; child++) {
        if (instants[child] < instant) {
          least = child;
          instant = instants[child];
        }
      }
      if (instant >= at) break;
      instants[hole] = instant;
      whats[hole] = whats[least];
      hole = least;
    }
    instants[hole] = at;
    whats[hole] = what;
  }

  grow() {
    const at = new Float64Array(this.at.length * 2);
    const what = new Int32Array(this.what.length * 2);
    at.set(this.at);
    what.set(this.what);
    this.at = at;
    this.what = what;
  }
}
