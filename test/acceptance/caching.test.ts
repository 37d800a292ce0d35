import { holdAtLength } from '../references/hold.js';
import { caching } from '../references/rows/caching.js';

holdAtLength('Caching', caching);
