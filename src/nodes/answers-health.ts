import { OK } from '../core/status.js';
import type { OperationId } from '../core/ids.js';
import type { Environment } from '../environment/environment.js';
import { CHECKS_ANSWERED, HEALTH_CHECK } from '../environment/health-check.js';
import type { Node } from '../environment/node.js';
import type { NodeDefinition } from './definition.js';

/** The same kind, whose nodes say that they are there when they are asked for their health, unless they answer that themselves. */
export function answersHealth<Config>(definition: NodeDefinition<Config>): NodeDefinition<Config> {
  return {
    ...definition,
    create(config, environment, placement) {
      const node = definition.create(config, environment, placement);
      const operation = placement.operation(HEALTH_CHECK);
      const own = definition.answersHealth?.(config) ?? definition.operations(config)?.includes(HEALTH_CHECK) ?? false;
      if (operation >= 0 && !own) answerAtTheDoor(node, environment, operation);
      return node;
    },
  };
}

/** Only where somebody asks, so that nobody else pays for it. */
function answerAtTheDoor(node: Node, environment: Environment, operation: OperationId): void {
  const answered = environment.recorder.counter(CHECKS_ANSWERED);
  const onRequest = node.onRequest.bind(node);
  node.onRequest = (request) => {
    if (request.operation !== operation) {
      onRequest(request);
      return;
    }
    answered.add(1);
    environment.respond(request, OK, null);
  };
}
