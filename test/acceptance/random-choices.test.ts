import { holdAtLength } from '../references/hold.js';
import { randomChoices } from '../references/rows/random-choices.js';

holdAtLength('Random choices', randomChoices);
