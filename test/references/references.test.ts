import { vi } from 'vitest';
import { holdQuickly } from './hold.js';
import { balancing } from './rows/balancing.js';
import { caching } from './rows/caching.js';
import { closedNetwork } from './rows/closed-network.js';
import { fanOut } from './rows/fan-out.js';
import { generalService } from './rows/general-service.js';
import { severalServers } from './rows/many-servers.js';
import { randomChoices } from './rows/random-choices.js';
import { singleServer } from './rows/single-server.js';

/** In ms, for a machine that is busy with other things. */
vi.setConfig({ testTimeout: 300_000 });

holdQuickly('one server', singleServer);
holdQuickly('several servers', severalServers);
holdQuickly('general service times', generalService);
holdQuickly('a closed network', closedNetwork);
holdQuickly('random choices', randomChoices);
holdQuickly('balancing', balancing);
holdQuickly('caching', caching);
holdQuickly('fan-out', fanOut);
