import { holdAtLength } from '../references/hold.js';
import { balancing } from '../references/rows/balancing.js';

holdAtLength('Balancing', balancing);
