import { holdAtLength } from '../references/hold.js';
import { fanOut } from '../references/rows/fan-out.js';

holdAtLength('Fan-out', fanOut);
