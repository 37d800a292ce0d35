import { nearest } from '../core/nearest.js';
import { InputError } from '../core/problem.js';
import type { Model } from '../environment/model.js';

/** A request of a workload, counted from 1. */
export interface TracedRequest {
  readonly workload: string;
  readonly request: number | 'slowest';
}

/** `shoppers/1234` or `shoppers/slowest`. Throws InputError for what is no request. */
export function tracedRequest(text: string, models: readonly Model[]): TracedRequest {
  const [, workload, number] = /^([^/]+)\/([1-9]\d{0,14}|slowest)$/.exec(text) ?? [];
  if (workload === undefined)
    throw refused(
      text,
      'is no request',
      'write WORKLOAD/NUMBER or WORKLOAD/slowest, such as shoppers/1234; requests count from 1',
    );
  const workloads = [
    ...new Set(models.flatMap((model) => model.groups.filter(({ kind }) => kind === 'workload').map(({ name }) => name))),
  ];
  if (workloads.includes(workload)) return { workload, request: number === 'slowest' ? number : Number(number) };
  const meant = nearest(workload, workloads);
  throw refused(
    text,
    `there is no workload ${workload}`,
    meant === undefined ? `known are ${workloads.join(', ')}` : `did you mean ${meant}?`,
  );
}

function refused(text: string, message: string, hint: string): InputError {
  return new InputError([{ message: `--trace ${text}: ${message}`, text, hint }]);
}
