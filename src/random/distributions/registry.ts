import { Registry } from '../../core/registry.js';
import type { DistributionDefinition } from '../distribution.js';
import { constant } from './constant.js';
import { empirical } from './empirical.js';
import { erlang } from './erlang.js';
import { exponential } from './exponential.js';
import { gamma } from './gamma.js';
import { hyperexponential } from './hyperexponential.js';
import { lognormal } from './lognormal.js';
import { normal } from './normal.js';
import { pareto } from './pareto.js';
import { uniform } from './uniform.js';
import { weibull } from './weibull.js';

export const distributions = new Registry<DistributionDefinition>('distribution', [
  constant,
  empirical,
  erlang,
  exponential,
  gamma,
  hyperexponential,
  lognormal,
  normal,
  pareto,
  uniform,
  weibull,
]);
