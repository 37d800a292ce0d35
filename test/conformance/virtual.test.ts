import { conformance } from './conformance.js';
import { virtualEngine } from './virtual-engine.js';

conformance(virtualEngine);
