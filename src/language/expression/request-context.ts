import { nearest } from '../../core/nearest.js';
import { distributions } from '../../random/distributions/registry.js';
import type { DimensionContext } from './check.js';
import { REQUEST_VARIABLES } from './leaves.js';

/** Where an expression is about one request: variables, no metrics. */
export const requestContext: DimensionContext = {
  metric(node, report) {
    const distribution = distributions.get(node.text);
    const variable = nearest(node.text, REQUEST_VARIABLES);
    const known = `known variables are ${REQUEST_VARIABLES.map((name) => `$${name}`).join(' ')} and names bound by as`;
    let hint = variable === undefined ? known : `did you mean $${variable}?`;
    if (distribution !== undefined) hint = `write ${node.text}(${distribution.parameters.map(({ name }) => name).join(' ')})`;
    report(node.at, node.text, `${node.text} is neither a quantity nor a variable`, hint);
    return undefined;
  },
  variable(node, report) {
    const [name, part] = node.name.split('.');
    const isRequestVariable = REQUEST_VARIABLES.some((variable) => variable === name);
    if (!isRequestVariable || part === undefined) return true;
    report(node.at, `$${node.name}`, `$${name} has no ${part}`, `write $${name}`);
    return false;
  },
  window(node, report) {
    report(
      node.at,
      node.type === 'window' ? node.name : 'recovery-time',
      'windows are of metrics, which are known only after the run',
      'ask in expect',
    );
    return false;
  },
};
