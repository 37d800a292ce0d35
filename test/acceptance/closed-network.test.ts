import { holdAtLength } from '../references/hold.js';
import { closedNetwork } from '../references/rows/closed-network.js';

holdAtLength('A closed network', closedNetwork);
