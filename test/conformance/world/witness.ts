import type { Nanoseconds } from '../../../src/core/time.js';
import type { EngineParts } from '../../../src/engines/parts.js';
import type { Environment } from '../../../src/environment/environment.js';
import type { Node } from '../../../src/environment/node.js';
import type { Reply } from '../../../src/environment/reply.js';
import type { Request } from '../../../src/environment/request.js';

type See = (now: Nanoseconds, line: string) => void;

/** The same catalogue, with someone beside every node who tells what comes to it. */
export function witnessed(parts: EngineParts, see: See): EngineParts {
  return {
    action: (family, name) => parts.action(family, name),
    kind: (name) => {
      const definition = parts.kind(name);
      return {
        ...definition,
        create: (config, environment, placement) =>
          new Witness(definition.create(config, environment, placement), environment, see),
      };
    },
  };
}

class Witness implements Node {
  readonly onCancel?: (request: Request) => void;
  readonly onHostCrash?: () => void;
  readonly check?: () => void;

  constructor(
    private readonly node: Node,
    private readonly environment: Environment,
    private readonly see: See,
  ) {
    if (node.onCancel !== undefined) {
      this.onCancel = (request) => {
        this.#saw(`cancelled ${request.key}`);
        node.onCancel!(request);
      };
    }
    if (node.onHostCrash !== undefined) {
      this.onHostCrash = () => {
        this.#saw('host crash');
        node.onHostCrash!();
      };
    }
    if (node.check !== undefined) this.check = () => node.check!();
  }

  onStart(): void {
    this.#saw('start');
    this.node.onStart();
  }

  onRequest(request: Request): void {
    const { caller, operation, key, size, due, trace } = request;
    this.#saw(`request ${caller} ${operation} ${key} ${size} ${due} ${trace}`);
    this.node.onRequest(request);
  }

  onReply(reply: Reply): void {
    const { from, status, size, version, waiting, service, network } = reply;
    this.#saw(`reply ${from} ${status} ${size} ${version} ${waiting} ${service} ${network}`);
    this.node.onReply(reply);
  }

  onTimer(code: number, payload: object | null): void {
    this.#saw(`timer ${code}`);
    this.node.onTimer(code, payload);
  }

  #saw(event: string): void {
    const now = this.environment.now();
    this.see(now, `${now} ns, instance ${this.environment.self}: ${event}`);
  }
}
