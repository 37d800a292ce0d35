import { describe, expect, it } from 'vitest';
import { modelOf } from '../../../test/conformance/world/model-of.js';
import type { Plan } from '../../../test/conformance/world/plan.js';
import { DEADLINE_PASSED, UNREACHABLE } from '../../core/status.js';
import type { Node } from '../../environment/node.js';
import type { Answer } from '../../environment/reply.js';
import type { Request } from '../../environment/request.js';
import { CANCEL, DEADLINE, DELIVER, RETURN, UNREACHED } from '../events.js';
import { Kernel } from '../kernel.js';
import { Network } from '../network/network.js';
import { FREE, RecordPool, type RequestRecord } from './records.js';
import { Tracer } from './tracer.js';
import { Transport } from './transport.js';
import { Outages, Host } from '../host.js';

const CLIENT = 0;
const SERVER = 1;

/** A transport between a client and a server that does with each request what it is told; without hosts that fail. */
class World {
  readonly kernel = new Kernel();
  readonly pool = new RecordPool(false);
  readonly transport: Transport;
  readonly replies: number[] = [];
  readonly requests: Request[] = [];
  readonly answers: Answer[] = [];
  cancelled = 0;

  constructor(plan: Partial<Plan>, serve: (world: World, request: RequestRecord) => void) {
    const model = modelOf({ nodes: { client: {}, server: {} }, ...plan });
    const outages = new Outages();
    const hosts = model.hosts.map((host, id) => new Host(id, host, outages));
    const idle: Node = { onStart() {}, onRequest() {}, onReply() {}, onTimer() {} };
    const nodes: Node[] = [
      { ...idle, onReply: (reply) => void this.replies.push(reply.status) },
      {
        ...idle,
        onRequest: (request) => {
          this.requests.push(request);
          serve(this, request as RequestRecord);
        },
        onCancel: () => void this.cancelled++,
      },
    ];
    const network = new Network(model);
    this.transport = new Transport(this.kernel, this.pool, network, hosts, outages, [0, 1], nodes, 100, new Tracer());
  }

  call(deadline = Number.POSITIVE_INFINITY): number {
    const request = this.pool.request(CLIENT, SERVER, 0, 0);
    request.deadline = deadline;
    return this.transport.call(request, null);
  }

  run(limit = Number.POSITIVE_INFINITY): this {
    const { kernel, transport } = this;
    while (kernel.next(limit)) {
      const record = kernel.payload as RequestRecord;
      if (kernel.kind === DELIVER) transport.deliver(record);
      else if (kernel.kind === RETURN) transport.return(record);
      else if (kernel.kind === DEADLINE) transport.expire(record, kernel.code, DEADLINE_PASSED);
      else if (kernel.kind === UNREACHED) transport.expire(record, kernel.code, UNREACHABLE);
      else if (kernel.kind === CANCEL) transport.cancelled(record, kernel.code);
    }
    return this;
  }

  /** Records that are in use. */
  get inUse(): number {
    return this.pool.requests.filter((record) => record.stage !== FREE).length;
  }
}

const answers = (world: World, request: RequestRecord): void => {
  const answer = world.pool.answer();
  world.answers.push(answer);
  world.transport.respond(request, 200, answer);
};
const keeps = (): void => {};
const slowly = { link: { latency: { name: 'constant', arguments: [10] } } };
const lossy = { link: { loss: 1 } };

describe('Transport', () => {
  it('leaves nothing behind after an answer: no record, no deadline', () => {
    const world = new World(slowly, answers);
    world.call(1000);
    world.call();
    world.run(21);
    expect(world.replies).toEqual([200, 200]);
    expect(world.answers).toHaveLength(2);
    expect(world.answers).toContain(world.pool.answer());
    expect(world.kernel.pending).toBe(0);
    expect(world.inUse).toBe(0);
    expect(world.transport.open[CLIENT]).toBe(0);
  });

  it('leaves nothing behind where messages are lost, whatever comes first', () => {
    const world = new World(lossy, answers);
    world.call(50);
    world.call();
    const call = world.call();
    world.transport.cancel(CLIENT, call);
    world.transport.tell(world.pool.request(CLIENT, SERVER, 0, 0));
    world.run();
    expect(world.replies).toEqual([504, 1]);
    expect(world.inUse).toBe(0);
    expect(world.transport.open[CLIENT]).toBe(0);
  });

  it('keeps the record of a call whose caller has gone until its receiver has answered', () => {
    const world = new World(slowly, keeps);
    world.call(30);
    world.run();
    expect(world.replies).toEqual([504]);
    expect(world.cancelled).toBe(1);
    expect(world.inUse).toBe(1);
    answers(world, world.requests[0] as RequestRecord);
    expect(world.inUse).toBe(0);
    world.run();
    expect(world.replies).toEqual([504]);
  });

  it('uses records again, and their former calls by their ids mean nothing', () => {
    const world = new World(slowly, answers);
    const ids = Array.from({ length: 100 }, () => {
      const call = world.call(world.kernel.now + 1000);
      world.run();
      return call;
    });
    expect(new Set(ids).size).toBe(100);
    expect(world.pool.requests).toHaveLength(1);
    world.call();
    for (const id of ids) world.transport.cancel(CLIENT, id);
    world.run();
    expect(world.replies).toHaveLength(101);
  });

  it('measures how long requests were with their receiver, those that still are included', () => {
    const world = new World(slowly, keeps);
    world.call();
    world.run();
    world.kernel.schedule(50, 0, 0, 0, null, 0);
    world.kernel.next(51);
    world.transport.readOff(50);
    expect(world.transport.stays[SERVER]).toBe(40);
    world.kernel.schedule(75, 0, 0, 0, null, 0);
    world.kernel.next(76);
    answers(world, world.requests[0] as RequestRecord);
    expect(world.transport.stays[SERVER]).toBe(65);
    expect(world.transport.received[SERVER]).toBe(1);
  });

  it('does not send word of a cancelled call to who has answered, nor to who does not have it any more', () => {
    const world = new World(slowly, answers);
    world.call(15);
    world.run();
    expect(world.replies).toEqual([504]);
    expect(world.cancelled).toBe(0);
    expect(world.kernel.pending).toBe(0);
    expect(world.inUse).toBe(0);
  });
});
