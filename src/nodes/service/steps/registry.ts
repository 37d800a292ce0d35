import { Registry } from '../../../core/registry.js';
import { call } from './call.js';
import { choose } from './choose.js';
import { compute } from './compute.js';
import { fetch } from './fetch.js';
import { invalidate } from './invalidate.js';
import { parallel } from './parallel.js';
import { repeat } from './repeat.js';
import { respond } from './respond.js';
import type { StepDefinition } from './step.js';
import { wait } from './wait.js';

export const steps = new Registry<StepDefinition>('step', [
  call,
  choose,
  compute,
  fetch,
  invalidate,
  parallel,
  repeat,
  respond,
  wait,
]);
