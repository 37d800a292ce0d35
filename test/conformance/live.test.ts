import { conformance } from './conformance.js';
import { liveEngine } from './live-engine.js';

conformance(liveEngine);
