import { holdAtLength } from '../references/hold.js';
import { singleServer } from '../references/rows/single-server.js';

holdAtLength('One server', singleServer);
