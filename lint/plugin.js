import layers from './rules/layers.js';
import noPower from './rules/no-power.js';
import noWaiting from './rules/no-waiting.js';

/** The project's own lint rules; .oxlintrc.json says where each of them holds. */
export default {
  meta: { name: 'sysdesign' },
  rules: { layers, 'no-power': noPower, 'no-waiting': noWaiting },
};
