import { holdAtLength } from '../references/hold.js';
import { severalServers } from '../references/rows/many-servers.js';

holdAtLength('Several servers', severalServers);
