// What follows must come after what precedes it: these loops are sequences.
// oxlint-disable no-await-in-loop
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { NEVER } from '../../../core/time.js';
import { WireClient } from './wire-client.js';
import { WireServer } from './wire-server.js';
import type { Exchange, Outgoing, WireAnswer, WireRequest } from './wire.js';

type Step = 'send' | 'send-large' | 'tell' | 'answer' | 'answer-large' | 'reset' | 'abort' | 'crash' | 'restart' | 'turn';

const STEPS: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom<Step>('send', 'send', 'send-large', 'tell') },
  { weight: 6, arbitrary: fc.constantFrom<Step>('answer', 'answer', 'answer-large', 'reset', 'abort') },
  { weight: 5, arbitrary: fc.constant<Step>('turn') },
  { weight: 1, arbitrary: fc.constantFrom<Step>('crash', 'restart') },
);

interface Call {
  readonly number: number;
  outgoing: Outgoing | null;
  aborted: boolean;
  readonly ends: string[];
}

interface Arrival {
  readonly number: number;
  readonly exchange: Exchange;
  /** Answered, reset, gone, or lost in a crash. */
  over: boolean;
}

class Chaos {
  readonly calls: Call[] = [];
  readonly arrivals: Arrival[] = [];
  readonly server: WireServer;
  client!: WireClient;
  up = true;

  constructor() {
    this.server = new WireServer((request, exchange) => this.#arrive(request, exchange), { operations: ['write'] });
  }

  async start(): Promise<void> {
    this.client = new WireClient(await this.server.listen());
  }

  async do(step: Step, pick: number): Promise<void> {
    if (step === 'send' || step === 'send-large' || step === 'tell')
      this.#send(step === 'send-large' ? 300_000 : 10, step === 'tell');
    else if (step === 'answer' || step === 'answer-large') this.#answer(pick, step === 'answer' ? 5 : 300_000);
    else if (step === 'reset') this.#reset(pick);
    else if (step === 'abort') this.#abort(pick);
    else if (step === 'crash') this.crash();
    else if (step === 'restart') await this.restart();
    else await turn(pick % 3);
  }

  crash(): void {
    if (!this.up) return;
    this.up = false;
    for (const arrival of this.arrivals) arrival.over = true;
    this.server.crash();
  }

  async restart(): Promise<void> {
    if (this.up) return;
    await this.server.restart();
    this.up = true;
  }

  /** Nothing more is asked: everything that has arrived is answered, until every call has ended. */
  async settle(): Promise<void> {
    for (let turns = 0; turns < 500 && this.calls.some(({ ends, aborted }) => ends.length === 0 && !aborted); turns++) {
      for (const arrival of this.arrivals) this.#end(arrival, () => arrival.exchange.answer(answerOf(arrival.number, 5)));
      await turn(2);
    }
  }

  #arrive(request: WireRequest, exchange: Exchange): void {
    const arrival: Arrival = { number: Number(request.key), exchange, over: request.oneWay };
    this.arrivals.push(arrival);
    exchange.onGone = () => {
      expect(arrival.over).toBe(false);
      arrival.over = true;
    };
  }

  #send(size: number, oneWay: boolean): void {
    const call: Call = { number: this.calls.length, outgoing: null, aborted: false, ends: [] };
    this.calls.push(call);
    const end = (how: string): void => {
      expect(call.aborted).toBe(false);
      call.ends.push(how);
    };
    const request = { ...REQUEST, key: String(call.number), size, oneWay };
    call.outgoing = this.client.send(request, {
      onAnswer: ({ status, version }) =>
        end(status === 200 && version !== call.number + 1 ? 'an answer of another' : String(status)),
      onFailure: end,
    });
    // Never before send returns.
    expect(call.ends).toEqual([]);
  }

  #answer(pick: number, size: number): void {
    const arrival = this.#open(pick);
    if (arrival !== undefined) this.#end(arrival, () => arrival.exchange.answer(answerOf(arrival.number, size)));
  }

  #reset(pick: number): void {
    const arrival = this.#open(pick);
    if (arrival !== undefined) this.#end(arrival, () => arrival.exchange.reset());
  }

  #abort(pick: number): void {
    const open = this.calls.filter(({ ends, aborted }) => ends.length === 0 && !aborted);
    const call = open[pick % Math.max(1, open.length)];
    if (call === undefined) return;
    call.aborted = true;
    call.outgoing!.abort();
  }

  #open(pick: number): Arrival | undefined {
    const open = this.arrivals.filter(({ over }) => !over);
    return open[pick % Math.max(1, open.length)];
  }

  #end(arrival: Arrival, action: () => void): void {
    if (arrival.over) return;
    arrival.over = true;
    action();
  }
}

const REQUEST: WireRequest = {
  to: '',
  caller: 'users',
  operation: 'write',
  key: '',
  size: 0,
  version: 0,
  left: NEVER,
  age: 0,
  attempt: 1,
  session: 0,
  priority: 0,
  token: 0,
  trace: 0,
  wants: 0,
  body: null,
  oneWay: false,
};

/** The version says whose answer it is. */
function answerOf(number: number, size: number): WireAnswer {
  return { status: 200, size, version: number + 1, body: null, waiting: 0, service: 0, network: 0, stayed: 0 };
}

async function turn(turns: number): Promise<void> {
  for (let index = 0; index <= turns; index++) await new Promise((resolve) => setImmediate(resolve));
}

it('every call ends exactly once or was aborted, and nothing arrives twice, whatever happens meanwhile', async () => {
  const seen = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(STEPS, fc.nat(1000)), { minLength: 20, maxLength: 150, size: 'max' }), async (steps) => {
      const chaos = new Chaos();
      await chaos.start();
      try {
        for (const [step, pick] of steps) await chaos.do(step, pick);
        await chaos.restart();
        await chaos.settle();
        for (const { ends, aborted } of chaos.calls) {
          expect(ends).toHaveLength(aborted ? 0 : 1);
          const end = aborted ? 'aborted' : ends[0]!;
          seen.set(end, (seen.get(end) ?? 0) + 1);
        }
        const numbers = chaos.arrivals.map(({ number }) => number);
        expect(numbers).toHaveLength(new Set(numbers).size);
        await turn(5);
        expect(chaos.client.size).toBeLessThanOrEqual(chaos.calls.length);
      } finally {
        chaos.client.destroy();
        await chaos.server.close();
      }
    }),
    { numRuns: 120 },
  );
  expect([...seen.keys()].toSorted()).toEqual(['200', '202', 'aborted', 'refused', 'unreachable']);
  expect(Math.min(...seen.values())).toBeGreaterThan(20);
}, 120_000);
