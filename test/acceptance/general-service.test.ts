import { holdAtLength } from '../references/hold.js';
import { generalService } from '../references/rows/general-service.js';

holdAtLength('General service times', generalService);
