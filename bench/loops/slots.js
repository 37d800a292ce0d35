/** The requests in progress, one slot of each array a request, and the lines in which they wait, linked through `next`. */
export class Slots {
  constructor(capacity = 1024, lines = 5) {
    this.due = new Float64Array(capacity);
    this.since = new Float64Array(capacity);
    this.place = new Int32Array(capacity);
    this.next = new Int32Array(capacity);
    this.free = -1;
    this.used = 0;
    this.head = new Int32Array(lines).fill(-1);
    this.tail = new Int32Array(lines).fill(-1);
  }

  take(now, place) {
    let slot = this.free;
    if (slot >= 0) this.free = this.next[slot];
    else {
      if (this.used === this.due.length) this.grow();
      slot = this.used++;
    }
    this.due[slot] = now;
    this.since[slot] = now;
    this.place[slot] = place;
    return slot;
  }

  release(slot) {
    this.next[slot] = this.free;
    this.free = slot;
  }

  enqueue(line, slot) {
    this.next[slot] = -1;
    const tail = this.tail[line];
    if (tail < 0) this.head[line] = slot;
    else this.next[tail] = slot;
    this.tail[line] = slot;
  }

  /** -1 when nobody waits. */
  dequeue(line) {
    const slot = this.head[line];
    if (slot < 0) return -1;
    const next = this.next[slot];
    this.head[line] = next;
    if (next < 0) this.tail[line] = -1;
    return slot;
  }

  grow() {
    const capacity = this.due.length * 2;
    for (const field of ['due', 'since']) {
      const larger = new Float64Array(capacity);
      larger.set(this[field]);
      this[field] = larger;
    }
    for (const field of ['place', 'next']) {
      const larger = new Int32Array(capacity);
      larger.set(this[field]);
      this[field] = larger;
    }
  }
}
